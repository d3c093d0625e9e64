/** Activity Definitions: the activity methods that the build found, their options, and the stubs that record calls. */
package io.quarkiverse.activities.runtime.definition;
