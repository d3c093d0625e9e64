/** The log context (MDC) of workflow code. */
package io.quarkiverse.activities.workflow.runtime.log;
