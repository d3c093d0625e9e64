package io.quarkiverse.activities.dev;

/**
 * What this node has done for a Task Queue since it started; two of them make a rate.
 *
 * @param begun attempts that began
 * @param waitedMillis for how long those had been waiting, all together
 * @param returned attempts whose method has ended
 * @param ranMillis for how long those ran, all together
 * @param failed attempts that failed
 */
public record QueueCounts(long begun, long waitedMillis, long returned, long ranMillis, long failed) {

    static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0, 0);

    QueueCounts plus(QueueCounts more) {
        return new QueueCounts(begun + more.begun, waitedMillis + more.waitedMillis, returned + more.returned,
                ranMillis + more.ranMillis, failed + more.failed);
    }
}
