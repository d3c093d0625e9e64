/** The retries of Local Activities, as a pure function. */
package io.quarkiverse.activities.workflow.runtime.local;
