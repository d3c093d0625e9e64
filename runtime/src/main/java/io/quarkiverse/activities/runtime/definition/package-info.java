/**
 * Activity Definitions: what the build found out about activity methods, and the stubs that tell which of them a method
 * reference names.
 */
package io.quarkiverse.activities.runtime.definition;
