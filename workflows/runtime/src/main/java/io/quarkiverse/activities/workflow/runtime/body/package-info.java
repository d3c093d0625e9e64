/** Runs the bodies of Local Activities: attempts, timeouts, retries in the process, and how many run at a time. */
package io.quarkiverse.activities.workflow.runtime.body;
