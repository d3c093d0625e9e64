/** The number of samples that are kept of each queue, one per second. */
export const SAMPLES = 120;

/** Samples by queue. They belong to the module, not to the page: the charts survive when the user leaves the page and returns. */
const samples = new Map();

/** Adds a sample of the current state of each queue. */
export function sample(queues, now = Date.now()) {
    for (const queue of queues) {
        const kept = samples.get(queue.taskQueue) ?? [];
        samples.set(queue.taskQueue, [...kept, next(queue, kept.at(-1), now)].slice(-SAMPLES));
    }
}

/** The values of one measure as points of a chart: [epoch millis, value], where null is a gap. */
export function points(taskQueue, measure) {
    return (samples.get(taskQueue) ?? []).map(one => [one.now, one[measure]]);
}

function next(queue, before, now) {
    const { counts } = queue;
    // The counts start at zero again when the application is reloaded
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
