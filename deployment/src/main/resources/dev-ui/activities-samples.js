/** So many samples are kept of each queue, one a second. */
export const SAMPLES = 120;

/** By queue. Of the module and not of the page, so that the charts are still there when somebody comes back. */
const samples = new Map();

/** Takes a sample of what is known of the queues now. */
export function sample(queues, now = Date.now()) {
    for (const queue of queues) {
        const kept = samples.get(queue.taskQueue) ?? [];
        samples.set(queue.taskQueue, [...kept, next(queue, kept.at(-1), now)].slice(-SAMPLES));
    }
}

export function samplesOf(taskQueue, what) {
    return (samples.get(taskQueue) ?? []).map(one => one[what]);
}

function next(queue, before, now) {
    const { counts } = queue;
    // Counts begin anew when the application is reloaded
    const since = before && before.counts.begun <= counts.begun ? before : undefined;
    const begun = since ? counts.begun - since.counts.begun : 0;
    const returned = since ? counts.returned - since.counts.returned : 0;
    const failed = since ? counts.failed - since.counts.failed : 0;
    const seconds = since ? Math.max(0.001, (now - since.now) / 1000) : 1;
    return {
        now,
        counts,
        backlog: queue.backlog,
        used: queue.used,
        begunPerSecond: begun / seconds,
        failedPerSecond: failed / seconds,
        waited: begun === 0 ? null : (counts.waitedMillis - since.counts.waitedMillis) / begun,
        ran: returned === 0 ? null : (counts.ranMillis - since.counts.ranMillis) / returned
    };
}
