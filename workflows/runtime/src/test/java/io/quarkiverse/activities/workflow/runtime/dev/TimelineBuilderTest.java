package io.quarkiverse.activities.workflow.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.dev.TimelineGroup.Kind;
import io.quarkiverse.activities.workflow.runtime.replay.Entry;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;

class TimelineBuilderTest {

    private final TimelineBuilder builder = new TimelineBuilder();
    private long events;

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private String event(long second, WorkflowEventType type, Map<String, Object> attributes) {
        builder.event(new WorkflowEvent(++events, at(second), type, attributes));
        return Long.toString(events);
    }

    private void task(long second) {
        event(second, WorkflowEventType.WORKFLOW_TASK_COMPLETED, Map.of());
    }

    private String activity(long second, String id) {
        return event(second, WorkflowEventType.ACTIVITY_TASK_SCHEDULED,
                Map.of("activityId", id, "activityType", Map.of("name", "Charge")));
    }

    private static Map<String, Object> named(String name) {
        return Map.of("name", name);
    }

    private TimelineGroup only(Instant closedAt) {
        List<TimelineGroup> groups = builder.build(closedAt).groups();
        assertThat(groups).hasSize(1);
        return groups.get(0);
    }

    @Test
    void anActivityWaitsRunsAndEnds() {
        task(1);
        String scheduled = activity(1, "r/a1");
        event(3, WorkflowEventType.ACTIVITY_TASK_STARTED, Map.of("scheduledEventId", scheduled));
        event(7, WorkflowEventType.ACTIVITY_TASK_TIMED_OUT,
                Map.of("scheduledEventId", scheduled, "failure", Map.of("message", "too late")));
        TimelineGroup group = only(null);
        assertThat(group.kind()).isEqualTo(Kind.ACTIVITY);
        assertThat(group.name()).isEqualTo("Charge");
        assertThat(group.lines())
                .isEqualTo(List.of(List.of(new TimelineBar("r/a1", 1, at(1), at(3), at(7), "TIMED_OUT", "too late"))));
    }

    @Test
    void barsThatDoNotOverlapShareALine() {
        task(1);
        for (int second = 1; second < 40; second += 2) {
            String scheduled = activity(second, "r/a" + second);
            event(second + 2, WorkflowEventType.ACTIVITY_TASK_COMPLETED, Map.of("scheduledEventId", scheduled));
        }
        assertThat(only(null).lines()).singleElement().satisfies(line -> assertThat(line).hasSize(20));
    }

    @Test
    void manyBarsAtATimeAreCutOff() {
        task(1);
        for (int i = 0; i < 20; i++) {
            activity(1, "r/a" + i);
        }
        TimelineGroup group = only(null);
        assertThat(group.lines()).hasSize(12);
        assertThat(group.hidden()).isEqualTo(8);
    }

    @Test
    void aMessageBelongsToTheTaskThatFollowsIt() {
        task(1);
        event(2, WorkflowEventType.WORKFLOW_EXECUTION_SIGNALED, Map.of("signalName", "approve"));
        task(3);
        event(4, WorkflowEventType.WORKFLOW_EXECUTION_SIGNALED, Map.of("signalName", "approve"));
        TimelineGroup group = only(null);
        assertThat(group.kind()).isEqualTo(Kind.SIGNAL);
        assertThat(group.lines()).isEqualTo(List.of(List.of(new TimelineBar(null, 2, at(2), null, at(2), null, null),
                new TimelineBar(null, 0, at(4), null, at(4), null, null))));
    }

    @Test
    void whatIsOpenWhenTheRunClosesIsCutOff() {
        task(1);
        event(1, WorkflowEventType.TIMER_STARTED, Map.of("timerId", "4", "startToFireTimeout", "60s"));
        assertThat(only(at(9)).lines())
                .isEqualTo(List.of(List.of(new TimelineBar("4", 1, at(1), null, at(9), "CUT_OFF", "60s"))));
    }

    @Test
    void anAbandonedActivityGoesOnAfterTheRun() {
        task(1);
        activity(1, "r/a1");
        assertThat(only(at(9)).lines().get(0).get(0).isOpen()).isTrue();
    }

    @Test
    void childrenUpdatesAndMessagesHaveTheirNames() {
        task(1);
        String child = event(1, WorkflowEventType.START_CHILD_WORKFLOW_EXECUTION_INITIATED,
                Map.of("workflowType", named("Delivery"), "workflowId", "delivery-1"));
        event(2, WorkflowEventType.CHILD_WORKFLOW_EXECUTION_STARTED, Map.of("initiatedEventId", child));
        event(3, WorkflowEventType.CHILD_WORKFLOW_EXECUTION_FAILED,
                Map.of("initiatedEventId", child, "failure", Map.of("message", "lost")));
        String update = event(4, WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
                Map.of("acceptedRequest", Map.of("input", named("redirect"))));
        event(5, WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_COMPLETED, Map.of("acceptedEventId", update));
        String sent = event(6, WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
                Map.of("signalName", "hurry", "workflowExecution", Map.of("workflowId", "delivery-2")));
        event(7, WorkflowEventType.SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED, Map.of("initiatedEventId", sent));
        List<TimelineGroup> groups = builder.build(null).groups();
        assertThat(groups).extracting(TimelineGroup::kind).containsExactly(Kind.CHILD, Kind.UPDATE, Kind.MESSAGE);
        assertThat(groups).extracting(TimelineGroup::name).containsExactly("Delivery", "redirect", "hurry");
        assertThat(groups).extracting(group -> group.lines().get(0).get(0)).containsExactly(
                new TimelineBar("delivery-1", 1, at(1), at(2), at(3), "FAILED", "lost"),
                new TimelineBar(null, 1, at(4), null, at(5), "COMPLETED", null),
                new TimelineBar("delivery-2", 1, at(6), null, at(7), "FAILED", "There is no such workflow"));
    }

    @Test
    void aLocalActivityLastsFromItsFirstOutcomeToItsLast() {
        task(2);
        task(70);
        Entry backoff = local(2, new LocalOutcome.Backoff(1, Duration.ofMinutes(1), failure("busy")));
        Entry done = local(70, new LocalOutcome.Completed(2, Payload.of(new byte[] { '1' })));
        builder.locals(List.of(new JournalLine(at(2), List.of(), List.of(backoff)),
                new JournalLine(at(70), List.of(), List.of(done))));
        assertThat(only(null).lines())
                .isEqualTo(List.of(List.of(new TimelineBar("3", 1, at(2), null, at(70), "COMPLETED", null))));
    }

    private static Entry local(long second, LocalOutcome outcome) {
        return new Entry(Entry.Kind.LOCAL, 3, "Total", null, outcome, at(second));
    }

    private static Failure failure(String message) {
        return Failure.application("Busy", message);
    }
}
