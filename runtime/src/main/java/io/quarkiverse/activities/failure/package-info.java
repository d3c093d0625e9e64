/** The exceptions of the public API, which clients catch and activity methods catch and throw. */
package io.quarkiverse.activities.failure;
