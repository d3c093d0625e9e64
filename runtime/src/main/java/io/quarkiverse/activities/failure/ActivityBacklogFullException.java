package io.quarkiverse.activities.failure;

/**
 * As many tasks wait in the Task Queue as its {@code max-backlog} allows. Nothing was started; of calls that were started
 * together, none. It makes sense to try again later.
 */
public class ActivityBacklogFullException extends ActivityException {

    private final String taskQueue;
    private final long backlog;
    private final long limit;

    /** Made by the engine, and by tests. */
    public ActivityBacklogFullException(String taskQueue, long backlog, long limit, String message) {
        super(message);
        this.taskQueue = taskQueue;
        this.backlog = backlog;
        this.limit = limit;
    }

    /** {@return the Task Queue that takes no more} */
    public String taskQueue() {
        return taskQueue;
    }

    /** {@return how many tasks wait there, as far as they were counted: no further than the limit} */
    public long backlog() {
        return backlog;
    }

    /** {@return how many may wait there} */
    public long limit() {
        return limit;
    }
}
