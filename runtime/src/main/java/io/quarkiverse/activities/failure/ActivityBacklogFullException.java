package io.quarkiverse.activities.failure;

/**
 * Thrown when a Task Queue is full: as many tasks wait in it as its {@code max-backlog} allows. Nothing was started, and if
 * calls were started together, none of them was. Try again later.
 */
public class ActivityBacklogFullException extends ActivityException {

    private final String taskQueue;
    private final long backlog;
    private final long limit;

    /** Created by the engine, and by tests. */
    public ActivityBacklogFullException(String taskQueue, long backlog, long limit, String message) {
        super(message);
        this.taskQueue = taskQueue;
        this.backlog = backlog;
        this.limit = limit;
    }

    /** {@return the Task Queue that is full} */
    public String taskQueue() {
        return taskQueue;
    }

    /** {@return the number of tasks that wait in the Task Queue; the engine does not count beyond the limit} */
    public long backlog() {
        return backlog;
    }

    /** {@return the largest number of tasks that may wait in the Task Queue} */
    public long limit() {
        return limit;
    }
}
