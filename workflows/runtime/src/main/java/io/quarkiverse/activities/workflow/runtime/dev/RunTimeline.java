package io.quarkiverse.activities.workflow.runtime.dev;

import java.time.Instant;
import java.util.List;

import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;

/**
 * A run on an axis of time: its Workflow Tasks, and what it has called and received.
 *
 * @param tasks when each of its Workflow Tasks ran, in their order
 * @param groups in the order in which the first of each was called or received
 */
public record RunTimeline(List<Instant> tasks, List<TimelineGroup> groups) {

    static RunTimeline of(WorkflowHistory history, RunTrace trace) {
        TimelineBuilder builder = new TimelineBuilder();
        history.events().forEach(builder::event);
        builder.locals(trace.material().journal());
        trace.activities().forEach(builder::running);
        return builder.build(trace.material().row().closedAt());
    }
}
