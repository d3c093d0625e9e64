package io.quarkiverse.activities.test.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.ActivitySummary;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.query.Query;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunIds;
import io.quarkiverse.activities.runtime.store.value.RunRef;

/** Tests lists and counts of open and closed rows. */
abstract class StoreListing extends StoreDeletions {

    private List<String> ids(String query) {
        return store.list(Query.parse(query), null, 100).stream().map(ActivitySummary::activityId).sorted().toList();
    }

    private ActivitySummary one(String query) {
        List<ActivitySummary> found = store.list(Query.parse(query), null, 100);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Start of(String id, String type, String queue) {
        Start start = Start.of(id);
        start.type = type;
        start.queue = queue;
        return start;
    }

    /** Starts one execution for each outcome: waiting, running, paused, completed, failed, canceled, terminated, deleted. */
    private void startOneOfEach() {
        complete(startAndClaim(Start.of("completed")));
        fail(startAndClaim(Start.of("failed").attempts(1)), 1, "no");
        startAndClaim(Start.of("running"));
        start(of("waiting", "Print", "paper"));
        apply(start(Start.of("paused")), new Event.Pause(null, null));
        apply(start(Start.of("canceled")), new Event.RequestCancel(null, null, null, WORKER));
        apply(start(Start.of("terminated")), new Event.Terminate(null, null, WORKER));
        store.delete(List.of(RunRef.run(start(Start.of("deleted")))), WORKER);
    }

    private void complete(UUID run) {
        assertThat(store.complete(List.of(new Completion(run, 1, null, WORKER)))).containsExactly(run);
    }

    @Test
    void allExceptDeletedOnes() {
        startOneOfEach();
        assertThat(ids("")).containsExactly("canceled", "completed", "failed", "paused", "running", "terminated", "waiting");
        assertThat(store.count(Query.parse(""))).isEqualTo(Map.of("", 7L));
    }

    @Test
    void byStatus() {
        startOneOfEach();
        assertThat(ids("ExecutionStatus = 'Running'")).containsExactly("running", "waiting");
        assertThat(ids("ExecutionStatus = 'Paused'")).containsExactly("paused");
        assertThat(ids("ExecutionStatus = 'Completed'")).containsExactly("completed");
        assertThat(ids("ExecutionStatus IN ('Failed', 'Paused', 'TimedOut')")).containsExactly("failed", "paused");
        assertThat(ids("ExecutionStatus != 'Running'"))
                .containsExactly("canceled", "completed", "failed", "paused", "terminated");
        assertThat(ids("ExecutionStatus IS NULL")).isEmpty();
    }

    @Test
    void byTextAndNumber() {
        startOneOfEach();
        assertThat(ids("ActivityType = 'Print'")).containsExactly("waiting");
        assertThat(ids("TaskQueue NOT IN ('" + QUEUE + "', 'x')")).containsExactly("waiting");
        assertThat(ids("ActivityId STARTS_WITH 'c'")).containsExactly("canceled", "completed");
        assertThat(ids("Attempt >= 1 AND Priority < 1 AND ActivityId NOT STARTS_WITH 'c' AND NOT ActivityId = 'failed'"))
                .containsExactly("paused", "running", "terminated", "waiting");
        assertThat(ids("LastFailureType = 'Oops'")).containsExactly("failed");
        assertThat(ids("LastFailureType IS NULL AND ActivityId IN ('failed', 'waiting')")).containsExactly("waiting");
        String run = one("ActivityId = 'running'").runId();
        assertThat(ids("RunId = '" + run + "'")).containsExactly("running");
    }

    @Test
    void prefixesAreTakenLiterally() {
        for (String id : List.of("a%c", "abc", "a_c", "a!c", "a\\c")) {
            start(Start.of(id));
        }
        for (String prefix : List.of("a%", "a_", "a!", "a\\")) {
            assertThat(ids("ActivityId STARTS_WITH '" + prefix + "'")).containsExactly(prefix + "c");
        }
        assertThat(ids("ActivityId = '''; DELETE FROM activity_execution; --'")).isEmpty();
        assertThat(ids("")).hasSize(5);
    }

    @Test
    void byTime() {
        Start delayed = Start.of("delayed");
        delayed.delay = MINUTE;
        start(delayed);
        complete(startAndClaim(Start.of("done")));
        ActivitySummary done = one("ActivityId = 'done'");
        Instant closed = done.closedTime().orElseThrow();
        assertThat(ids("CloseTime <= '" + closed + "'")).containsExactly("done");
        assertThat(ids("CloseTime > '" + closed + "'")).isEmpty();
        assertThat(ids("NOT CloseTime > '" + closed + "'")).containsExactly("done");
        assertThat(ids("CloseTime IS NULL")).containsExactly("delayed");
        assertThat(ids("CloseTime IS NOT NULL")).containsExactly("done");
        ActivitySummary late = one("ActivityId = 'delayed'");
        assertThat(late.executionTime()).isEqualTo(late.scheduledTime().plus(MINUTE));
        assertThat(ids("ExecutionTime BETWEEN '" + late.executionTime() + "' AND '" + late.executionTime() + "'"))
                .containsExactly("delayed");
        assertThat(ids("StartTime = '" + done.scheduledTime() + "'")).contains("done");
        assertThat(ids("StartTime < '0001-01-01T00:00:00Z' OR StartTime > '9999-12-31T23:59:59.999999Z'")).isEmpty();
    }

    @Test
    void summaries() {
        Start start = of("it", "Print", QUEUE).attempts(1);
        start.priority = 2;
        UUID run = start(start);
        assertThat(claim(QUEUE, List.of("Print"), NODE, WORKER, 1)).hasSize(1);
        fail(run, 1, "no");
        ActivitySummary found = one("");
        assertThat(found.activityId()).isEqualTo("it");
        assertThat(found.runId()).isEqualTo(run.toString());
        assertThat(found.activityType()).isEqualTo("Print");
        assertThat(found.taskQueue()).isEqualTo(QUEUE);
        assertThat(found.status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(found.attempt()).isEqualTo(1);
        assertThat(found.priority()).isEqualTo(2);
        assertThat(found.scheduledTime()).isEqualTo(execution(run).scheduledTime()).isEqualTo(found.executionTime());
        assertThat(found.closedTime()).contains(execution(run).closedTime());
        assertThat(found.lastFailureType()).contains("Oops");
    }

    @Test
    void moreGroupsThanAnybodyLooksAtAreRefused() {
        List<NewExecution> rows = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            Start start = Start.of(null);
            start.type = "Type" + i;
            rows.add(start.build());
        }
        store.start(rows.subList(0, 1_000));
        assertThat(store.count(Query.parse("GROUP BY ActivityType"))).hasSize(1_000);
        store.start(rows.subList(1_000, 1_001));
        assertThatThrownBy(() -> store.count(Query.parse("GROUP BY ActivityType"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 1000 groups");
        assertThat(store.count(Query.parse("ActivityType != 'Type7' GROUP BY ActivityType"))).hasSize(1_000);
    }

    @Test
    void pagesFollowEachOtherFromTheLatestOn() {
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            NewExecution row = Start.of("n" + i).build();
            UUID run = RunIds.at(Instant.now());
            runs.add(run);
            store.start(List.of(new NewExecution(run, row.activityId(), row.activityType(), null, null, row.execution(),
                    row.reuse(), row.conflict(), null, 0, null, false)));
            if (i % 2 == 0) {
                apply(run, new Event.Terminate(null, null, WORKER));
            }
        }
        List<UUID> latestFirst = new ArrayList<>(runs);
        latestFirst.sort(Collections.reverseOrder());
        List<UUID> listed = new ArrayList<>();
        UUID last = null;
        while (true) {
            List<ActivitySummary> page = store.list(Query.parse("ActivityId STARTS_WITH 'n'"), last, 4);
            page.forEach(item -> listed.add(UUID.fromString(item.runId())));
            if (page.size() < 4) {
                break;
            }
            last = listed.get(listed.size() - 1);
        }
        assertThat(listed).isEqualTo(latestFirst);
    }

    @Test
    void groups() {
        startOneOfEach();
        assertThat(store.count(Query.parse("GROUP BY ExecutionStatus"))).isEqualTo(Map.of("Running", 2L, "Paused", 1L,
                "Completed", 1L, "Failed", 1L, "Canceled", 1L, "Terminated", 1L));
        assertThat(store.count(Query.parse("GROUP BY TaskQueue"))).isEqualTo(Map.of(QUEUE, 6L, "paper", 1L));
        assertThat(store.count(Query.parse("ExecutionStatus = 'Running' GROUP BY ActivityType")))
                .isEqualTo(Map.of(TYPE, 1L, "Print", 1L));
        assertThat(store.count(Query.parse("ActivityId = 'nobody' GROUP BY TaskQueue"))).isEmpty();
        assertThat(store.count(Query.parse("ActivityId = 'nobody'"))).isEqualTo(Map.of("", 0L));
    }

    @Test
    void openExecutionsOnly() {
        startOneOfEach();
        assertThat(store.count(Query.parse("ActivityId != 'paused' OR Attempt = 9 GROUP BY ExecutionStatus").open()))
                .isEqualTo(Map.of("Running", 2L));
    }
}
