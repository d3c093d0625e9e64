/** Activity definitions: what the build found out about activity methods, their options, and the stubs that record calls. */
package io.quarkiverse.activities.runtime.definition;
