package io.quarkiverse.activities.workflow.runtime.dev;

import java.time.Instant;

/**
 * Something that a run has called or received, on an axis of time.
 *
 * @param id the Activity Id, the Workflow Id, or the number of a timer
 * @param task the Workflow Task that has decided it, or to which it was delivered; 0 for one that is not delivered yet
 * @param started when its last attempt or the child began, or null
 * @param to when it ended, or null if it has not
 * @param end how it ended, such as {@code FAILED}; null if it has not, or if it has only one way to end
 * @param detail what else is known, such as the message of a failure, or null
 */
public record TimelineBar(String id, int task, Instant from, Instant started, Instant to, String end, String detail) {

    TimelineBar started(Instant time) {
        return new TimelineBar(id, task, from, time, to, end, detail);
    }

    TimelineBar ended(Instant time, String how, String why) {
        return new TimelineBar(id, task, from, started, time, how, why == null ? detail : why);
    }

    boolean isOpen() {
        return to == null;
    }
}
