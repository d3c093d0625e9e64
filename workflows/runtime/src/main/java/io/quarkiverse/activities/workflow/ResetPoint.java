package io.quarkiverse.activities.workflow;

/**
 * The Workflow Task that a {@link WorkflowHandle#reset reset} repeats. The tasks before it are not repeated.
 *
 * @param task the number of the task, from 1; 0 for the last one
 */
public record ResetPoint(int task) {

    /** @throws IllegalArgumentException if the number is negative */
    public ResetPoint {
        if (task < 0) {
            throw new IllegalArgumentException("Workflow Tasks have numbers from 1, but this is " + task);
        }
    }

    /** {@return the first Workflow Task: everything is repeated} */
    public static ResetPoint firstTask() {
        return new ResetPoint(1);
    }

    /** {@return the last Workflow Task that was written, for example the one that closed the run} */
    public static ResetPoint lastTask() {
        return new ResetPoint(0);
    }

    /**
     * {@return the Workflow Task with this number, as {@link WorkflowDescription#tasks()} counts them}
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public static ResetPoint task(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Workflow Tasks have numbers from 1, but this is " + number);
        }
        return new ResetPoint(number);
    }
}
