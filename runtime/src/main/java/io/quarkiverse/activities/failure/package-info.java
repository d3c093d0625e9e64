/** The exceptions of the public API: what clients catch, and what activity methods catch and throw. */
package io.quarkiverse.activities.failure;
