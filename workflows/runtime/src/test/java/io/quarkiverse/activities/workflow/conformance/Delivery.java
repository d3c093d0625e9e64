package io.quarkiverse.activities.workflow.conformance;

/** When things are delivered that arrive while a Local Activity runs: difference 2. */
public enum Delivery {
    /** As Temporal: when the Local Activity is over, or at 80 % of the timeout of the task. */
    TASK_END,
    /** At once. The Local Activity runs beside the tasks. */
    IMMEDIATE
}
