package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.ActivityChange.Kind;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.ResetOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.test.harness.Tables;

/** Tests what people need after an outage: run again, pause a type, see who changed what, and remove every trace. */
abstract class ClientRemedies extends ClientControl {

    @Inject
    Tables tables;

    private ActivityHandle<Void> failed(String id) {
        ActivityHandle<Void> handle = activities.callVoid(ControlActivities.class, ControlActivities::fails).id(id).priority(2)
                .start();
        assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
        return handle;
    }

    @Test
    void aClosedExecutionRunsAgainAndBothRunsKnowEachOther() {
        String id = id();
        ActivityHandle<Void> first = failed(id);
        RequestOptions request = RequestOptions.because("the printer is back").identity("Ada").requestId("again");
        ActivityHandle<Void> second = first.runAgain(request);
        assertThatThrownBy(() -> second.result(LONG)).isInstanceOf(ActivityFailedException.class)
                .hasRootCauseMessage("no luck");

        ActivityDescription before = first.describe();
        ActivityDescription after = second.describe();
        assertThat(before.ranAgainAs()).contains(second.runId());
        assertThat(after.runAgainOf()).contains(first.runId());
        assertThat(after.activityId()).isEqualTo(id);
        assertThat(after.priority()).isEqualTo(2);
        assertThat(after.retry()).hasToString(before.retry().toString());
        for (ActivityDescription run : List.of(before, after)) {
            assertThat(run.changes()).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(Kind.RUN_AGAIN);
                assertThat(change.identity()).contains("Ada");
                assertThat(change.reason()).contains("the printer is back");
            });
        }
        // The follow-up belongs to both runs, and each knows its own
        Awaitility.await().atMost(LONG).until(
                () -> controlled.followed.stream().filter(f -> f.activityId().equals(id)).count() == 2);
        assertThat(after.followUp()).isPresent().isNotEqualTo(before.followUp());
        assertThat(activities.handle(before.followUp().orElseThrow()).describe().activityType()).isEqualTo("Afterwards");

        assertThat(activities.handle(id).runAgain(request).runId()).isEqualTo(second.runId());
        assertThatThrownBy(() -> first.runAgain("an older run")).isInstanceOf(ActivityStateException.class)
                .hasMessageContaining("later run").hasMessageContaining(second.runId());
    }

    @Test
    void onlyClosedExecutionsRunAgain() {
        String id = id();
        assertThatThrownBy(() -> activities.handle(id).runAgain("never started"))
                .isInstanceOf(ActivityNotFoundException.class);
        ActivityHandle<String> open = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id).start();
        assertThatThrownBy(() -> open.runAgain("impatient")).isInstanceOf(ActivityStateException.class)
                .hasMessageContaining("still open");
        open.terminate("over");
        open.delete();
        assertThatThrownBy(() -> open.runAgain("deleted")).isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void aBatchRunsTheLatestRunsAgain() {
        String id = id();
        failed(id);
        ActivityHandle<Void> latest = failed(id);
        failed(id + "-b");
        ActivityBatch batch = activities.batch("ActivityId IN ('" + id + "', '" + id + "-b') AND ExecutionStatus = 'Failed'");
        assertThat(batch.runAgain("all of them")).isEqualTo(new ActivityBatch.Result(2, 1));
        assertThat(latest.describe().ranAgainAs()).isPresent();
        assertThat(activities.handle(id).describe().runAgainOf()).contains(latest.runId());
    }

    @Test
    void eachChangeSaysWhoMadeItAndWhy() {
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id())
                .startDelay(Duration.ofHours(1)).start();
        handle.pause(RequestOptions.because("too early").identity("Ada"));
        handle.updateOptions(OptionsUpdate.create().priority(1).reason("urgent now").identity("Grace"));
        handle.reset(ResetOptions.create().keepPaused().reason("from the start").identity("Ada"));
        handle.unpause();
        handle.pause(RequestOptions.because("again").identity("Barbara"));
        handle.terminate(RequestOptions.because("enough").identity("Grace"));

        List<ActivityChange> changes = handle.describe().changes();
        assertThat(changes).extracting(ActivityChange::kind).containsExactly(Kind.UPDATE_OPTIONS, Kind.RESET, Kind.UNPAUSE,
                Kind.PAUSE, Kind.TERMINATE);
        assertThat(changes).extracting(ActivityChange::reason).containsExactly(Optional.of("urgent now"),
                Optional.of("from the start"), Optional.empty(), Optional.of("again"), Optional.of("enough"));
        assertThat(changes).filteredOn(change -> change.kind() != Kind.UNPAUSE)
                .extracting(change -> change.identity().orElseThrow()).containsExactly("Grace", "Ada", "Barbara", "Grace");
        assertThat(changes).filteredOn(change -> change.kind() == Kind.UNPAUSE)
                .allMatch(change -> change.identity().isPresent());
        assertThat(changes).extracting(ActivityChange::time).isSorted();
    }

    @Test
    void anErasedExecutionLeavesNoRow() throws Exception {
        String mail = id() + "@example.org";
        ActivityHandle<Void> first = failed(mail);
        ActivityHandle<Void> second = first.runAgain("asked by " + mail);
        assertThatThrownBy(() -> second.result(LONG)).isInstanceOf(ActivityFailedException.class);
        String followUp = second.describe().followUp().orElseThrow();

        second.erase();

        assertThatThrownBy(second::describe).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(first::describe).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> activities.handle(followUp).describe()).isInstanceOf(ActivityNotFoundException.class);
        for (String table : List.of("activity_execution", "activity_execution_closed")) {
            assertThat(tables.query("SELECT count(*) FROM " + table + " WHERE activity_id = '" + mail + "' OR run_id = '"
                    + followUp + "'")).isEqualTo(0L);
        }
        assertThatThrownBy(second::erase).isInstanceOf(ActivityNotFoundException.class);
        assertThat(activities.batch("ActivityId = '" + mail + "'").erase()).isEqualTo(new ActivityBatch.Result(0, 0));
    }

    @Test
    void whoeverWaitsHearsThatAnotherNodeHasErasedTheExecution() throws Exception {
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id()).start();
        CompletableFuture<String> result = handle.resultAsync().toCompletableFuture();
        assertThatThrownBy(() -> handle.result(Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
        tables.run("DELETE FROM activity_execution WHERE run_id = '" + handle.runId() + "'");
        assertThatThrownBy(() -> result.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void aDeletedExecutionKeepsNoReasonAndNoFollowUpInput() throws Exception {
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id())
                .onFailure(ControlActivities.class, c -> c.beats(1)).start();
        handle.terminate("the wish of ada@example.org");
        handle.delete();
        for (String column : List.of("requests", "failure", "on_failure")) {
            assertThat(tables.query("SELECT count(*) FROM activity_execution_closed WHERE run_id = '" + handle.runId()
                    + "' AND " + column + " IS NOT NULL")).as(column).isEqualTo(0L);
        }
    }

    @Test
    void aPausedTypeWaitsAndOthersGoOn() throws Exception {
        activities.activityType("Fails").pause(RequestOptions.because("no paper").identity("Ada"));
        assertThat(activities.activityType("Fails").settings()).satisfies(settings -> {
            assertThat(settings.paused()).isTrue();
            assertThat(settings.pauseReason()).contains("no paper");
            assertThat(settings.pausedBy()).contains("Ada");
            assertThat(settings.pausedTime()).isPresent();
        });
        ActivityHandle<Void> waiting = activities.callVoid(ControlActivities.class, ControlActivities::fails).id(id()).start();
        assertThat(activities.call(ControlActivities.class, c -> c.beats(1))
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start().result(LONG)).startsWith("beat");
        assertThat(waiting.describe().runState()).contains(ActivityRunState.SCHEDULED);

        activities.activityType("Fails").unpause();
        assertThatThrownBy(() -> waiting.result(LONG)).isInstanceOf(ActivityFailedException.class);
        assertThat(waiting.describe().status()).isEqualTo(ActivityStatus.FAILED);
        assertThat(activities.activityType("Fails").settings().paused()).isFalse();
        assertThatThrownBy(() -> activities.activityType(" ")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Activity Type is blank");
    }
}
