package io.quarkiverse.activities.dev;

/**
 * Totals of a Task Queue on this node since it started. The difference of two of them is a rate.
 *
 * @param begun attempts that started
 * @param waitedMillis for how long those attempts had waited for a worker, in total
 * @param returned attempts whose method has returned or thrown
 * @param ranMillis for how long those attempts ran, in total
 * @param failed attempts that failed
 */
public record QueueCounts(long begun, long waitedMillis, long returned, long ranMillis, long failed) {

    static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0);

    QueueCounts plus(QueueCounts more) {
        return new QueueCounts(begun + more.begun, waitedMillis + more.waitedMillis, returned + more.returned,
                ranMillis + more.ranMillis, failed + more.failed);
    }
}
