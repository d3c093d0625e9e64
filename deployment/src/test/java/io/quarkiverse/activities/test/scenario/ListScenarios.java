package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityCount;
import io.quarkiverse.activities.ActivityCount.Group;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityPage;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.ActivitySummary;

/** Scenarios about lists and counts by a query. Each finds its own executions by the prefix of their IDs. */
interface ListScenarios extends ScenarioSupport {

    String UNSERVED = "unserved";

    /** {@return a prefix of IDs that no other scenario uses} */
    default String prefix() {
        return UUID.randomUUID() + "/";
    }

    static String named(String prefix) {
        return "ActivityId STARTS_WITH '" + prefix + "'";
    }

    private List<String> names(String prefix, String condition) {
        return activities().list(named(prefix) + " AND " + condition)
                .map(found -> found.activityId().substring(prefix.length())).sorted().toList();
    }

    /** Starts one waiting, one running, one paused, one completed and one failed execution. */
    default void startOneOfEach(String prefix) throws TimeoutException {
        waiting(act().id(prefix + "waiting").priority(2));
        poll(act().id(prefix + "running").start());
        waiting(act().id(prefix + "paused").startDelay(Duration.ofHours(1))).pause("later");
        ActivityHandle<String> completed = act().id(prefix + "completed").start();
        poll(completed).completes("done");
        completed.result(LONG);
        ActivityHandle<String> failed = activities().call(FlakyActivities.class, f -> f.failAfter("input", 2))
                .id(prefix + "failed")
                .retry(attempts(2).initialInterval(Duration.ofMillis(1))).start();
        failed(failed);
    }

    /** Starts this number of executions that wait in an unserved queue. */
    default List<ActivityHandle<String>> startWaiting(String prefix, int count) {
        List<ActivityCall<String>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(act().id(prefix + i).taskQueue(UNSERVED));
        }
        return activities().startAll(calls);
    }

    @Scenario(211)
    default void findsByEachField() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        String run = activities().handle(prefix + "running", String.class).describe().runId();

        assertThat(names(prefix, "ActivityId = '" + prefix + "paused'")).containsExactly("paused");
        assertThat(names(prefix, "RunId = '" + run + "'")).containsExactly("running");
        assertThat(names(prefix, "ActivityType = 'FailAfter'")).containsExactly("failed");
        assertThat(names(prefix, "ExecutionStatus = 'Running'")).containsExactly("running", "waiting");
        assertThat(names(prefix, "ExecutionStatus = 'Paused'")).containsExactly("paused");
        assertThat(names(prefix, "ExecutionStatus IN ('Completed', 'Failed')")).containsExactly("completed", "failed");
        assertThat(names(prefix, "TaskQueue = \"nobody's\"")).containsExactly("paused", "waiting");
        assertThat(names(prefix, "Attempt >= 2")).containsExactly("failed");
        assertThat(names(prefix, "LastFailureType = 'java.lang.IllegalStateException'")).containsExactly("failed");
        assertThat(names(prefix, "Priority = 2")).containsExactly("waiting");
        assertThat(names(prefix, "CloseTime IS NULL")).containsExactly("paused", "running", "waiting");
        assertThat(names(prefix, "TaskQueue = 'default' AND NOT (ExecutionStatus = 'Failed' OR Attempt > 5)"))
                .containsExactly("completed", "running");
    }

    @Scenario(211)
    default void findsByTimes() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        Instant now = Instant.now();
        assertThat(names(prefix, "ExecutionTime > '" + now.plusSeconds(1800) + "'")).containsExactly("paused");
        assertThat(names(prefix, "StartTime BETWEEN '" + now.minusSeconds(1800) + "' AND '" + now.plusSeconds(1800) + "'"))
                .hasSize(5);
        assertThat(names(prefix, "CloseTime > '" + now.minusSeconds(1800) + "'")).containsExactly("completed", "failed");
        assertThat(names(prefix, "StartTime < '" + now.minusSeconds(1800) + "'")).isEmpty();
    }

    @Scenario(211)
    default void summariesEqualDescriptions() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        List<ActivitySummary> found = activities().list(named(prefix)).toList();
        assertThat(found).hasSize(5);
        for (ActivitySummary summary : found) {
            ActivityDescription all = activities().handle(summary.activityId(), summary.runId(), String.class).describe();
            assertThat(summary.activityType()).isEqualTo(all.activityType());
            assertThat(summary.taskQueue()).isEqualTo(all.taskQueue());
            assertThat(summary.status()).isEqualTo(all.status());
            assertThat(summary.attempt()).isEqualTo(all.attempt());
            assertThat(summary.priority()).isEqualTo(all.priority());
            assertThat(summary.scheduledTime()).isEqualTo(all.scheduledTime());
            assertThat(summary.executionTime()).isEqualTo(all.scheduledTime().plus(all.startDelay()));
            assertThat(summary.closedTime()).isEqualTo(all.closedTime());
            assertThat(summary.lastFailureType()).isEqualTo(all.status() == ActivityStatus.FAILED
                    ? Optional.of("java.lang.IllegalStateException")
                    : Optional.empty());
        }
    }

    @Scenario(211)
    default void pagesHaveAtMostAThousandExecutions() {
        String query = named(startedMany());
        ActivityPage first = activities().list(query, 0, null);
        assertThat(first.items()).hasSize(1000);
        ActivityPage second = activities().list(query, 0, first.nextPageToken().orElseThrow());
        assertThat(second.items()).hasSize(1);
        assertThat(second.nextPageToken()).isEmpty();
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
        assertThat(activities().list(query, 5000, "").items()).isEqualTo(first.items());
        ActivityPage exact = activities().list(query + " AND ActivityId != '" + second.items().get(0).activityId() + "'", 0,
                null);
        assertThat(exact.items()).hasSize(1000);
        assertThat(exact.nextPageToken()).as("no page follows a full last page").isEmpty();
        assertThatThrownBy(() -> activities().list(query, -1, null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page size");
    }

    private String startedMany() {
        String prefix = prefix();
        startWaiting(prefix, 1001);
        return prefix;
    }

    @Scenario(211)
    default void eachExecutionIsListedOnceDuringClosesAndStarts() {
        String prefix = prefix();
        List<ActivityHandle<String>> handles = startWaiting(prefix, 450);
        List<ActivitySummary> listed = new ArrayList<>();
        activities().list(named(prefix)).forEach(found -> {
            if (listed.size() % 150 == 0) {
                activities().batch(named(prefix + listed.size() / 150)).terminate("closed during the list");
                startWaiting(prefix + "later" + listed.size() + "/", 10);
            }
            listed.add(found);
        });
        assertThat(listed).extracting(ActivitySummary::runId).containsExactlyElementsOf(
                handles.stream().map(ActivityHandle::runId).sorted(Comparator.reverseOrder()).toList());
        assertThat(listed.subList(0, 200)).extracting(ActivitySummary::status).containsOnly(ActivityStatus.RUNNING);
        assertThat(listed.subList(200, 450)).extracting(ActivitySummary::status)
                .contains(ActivityStatus.RUNNING, ActivityStatus.TERMINATED);
    }

    @Scenario(211)
    default void aPageTokenIsValidForItsQueryOnly() {
        String prefix = prefix();
        startWaiting(prefix, 3);
        ActivityPage first = activities().list(named(prefix), 2, null);
        String token = first.nextPageToken().orElseThrow();
        first.items().forEach(found -> activities().handle(found.activityId(), String.class).delete());
        assertThat(activities().list(named(prefix), 2, token).items()).singleElement()
                .satisfies(last -> assertThat(first.items()).doesNotContain(last));
        assertThatThrownBy(() -> activities().list(named(prefix) + " AND Attempt = 1", 2, token))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another query");
        assertThatThrownBy(() -> activities().list(named(prefix), 2, "page 2"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not a page token");
    }

    @Scenario({ 211, 212 })
    default void errorsNameTheirPosition() {
        assertThatThrownBy(() -> activities().list("Status = 'Running'")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position 1").hasMessageContaining("ExecutionStatus");
        assertThatThrownBy(() -> activities().list("Attempt = 1 AND Attempt ~ 2", 10, null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("position 25").hasMessageContaining(">=");
        assertThatThrownBy(() -> activities().list("GROUP BY ExecutionStatus")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count");
        assertThatThrownBy(() -> activities().list("GROUP BY ExecutionStatus", 10, null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("count");
        assertThatThrownBy(() -> activities().count("ExecutionStatus = 'Lost'")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position 19").hasMessageContaining("'TimedOut'");
        assertThatThrownBy(() -> activities().count("GROUP BY Attempt")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("position 10").hasMessageContaining("ExecutionStatus");
    }

    @Scenario(212)
    default void countsOpenAndClosedExecutionsTogether() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        assertThat(activities().count(named(prefix))).isEqualTo(new ActivityCount(5, List.of()));
        assertThat(activities().count(named(prefix) + " AND CloseTime IS NOT NULL").total()).isEqualTo(2);
        assertThat(activities().count("ActivityId = '" + prefix + "'")).isEqualTo(new ActivityCount(0, List.of()));
        assertThat(activities().count("").total()).isGreaterThanOrEqualTo(5);
    }

    @Scenario(212)
    default void countsByGroup() throws TimeoutException {
        String prefix = prefix();
        startOneOfEach(prefix);
        ActivityCount count = activities().count(named(prefix) + " GROUP BY ExecutionStatus");
        assertThat(count).isEqualTo(new ActivityCount(5, List.of(new Group("Running", 2), new Group("Completed", 1),
                new Group("Failed", 1), new Group("Paused", 1))));
        assertThat(count.of("Running")).isEqualTo(2);
        assertThat(count.of("TimedOut")).isZero();
        assertThat(activities().count(named(prefix) + " GROUP BY TaskQueue").groups())
                .containsExactly(new Group("default", 3), new Group("nobody's", 2));
        assertThat(activities().count(named(prefix) + " GROUP BY ActivityType").groups())
                .containsExactly(new Group("Act", 4), new Group("FailAfter", 1));
    }
}
