package io.quarkiverse.activities.test.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.OptionsUpdate;
import io.quarkiverse.activities.Request;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** What others can do to an execution, the same on every database. */
abstract class ControlTest {

    static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    ActivityClient activities;

    @Inject
    Controlled controlled;

    @Inject
    EntityManager entityManager;

    @Inject
    UserTransaction transaction;

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private long stored(String name) {
        return entityManager.createQuery("select count(s) from Stored s where s.name = :name", Long.class)
                .setParameter("name", name).getSingleResult();
    }

    private ActivityHandle<String> running(String how) {
        String id = id();
        ActivityHandle<String> handle = activities.call(Controlled.class, Controlled::untilCanceled, how).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.seen.contains("started " + id));
        return handle;
    }

    private ActivityHandle<String> waiting() {
        return activities.call(Controlled.class, Controlled::untilCanceled, "ignore").id(id())
                .startDelay(Duration.ofHours(1)).start();
    }

    @Test
    void cancelsWhatWaits() {
        ActivityHandle<String> handle = waiting();
        handle.cancel("not needed");
        assertThatThrownBy(handle::result).isInstanceOf(ActivityFailedException.class)
                .cause().isInstanceOfSatisfying(CanceledFailure.class,
                        canceled -> assertThat(canceled.details(String.class)).contains("not needed"));
        ActivityDescription description = handle.describe();
        assertThat(description.status()).isEqualTo(ActivityStatus.CANCELED);
        assertThat(description.cancelReason()).contains("not needed");
    }

    @Test
    void aRunningAttemptHearsOfItsCancellationWithoutAHeartbeat() throws Exception {
        ActivityHandle<String> acknowledged = running("heartbeat");
        acknowledged.cancel(Request.because("enough").requestId("c1"));
        acknowledged.cancel(Request.because("enough").requestId("c1"));
        assertThatThrownBy(() -> acknowledged.result(LONG)).cause().isInstanceOf(CanceledFailure.class);

        ActivityHandle<String> withDetails = running("details");
        withDetails.cancel("enough");
        assertThatThrownBy(() -> withDetails.result(LONG)).cause().isInstanceOfSatisfying(CanceledFailure.class,
                canceled -> assertThat(canceled.details(List.class)).contains(List.of("half", "done")));

        ActivityHandle<String> ignored = running("ignore");
        ignored.cancel("enough");
        assertThat(ignored.result(LONG)).isEqualTo("finished anyway");

        ActivityHandle<String> failed = running("fail");
        failed.cancel("enough");
        assertThatThrownBy(() -> failed.result(LONG)).isInstanceOfSatisfying(ActivityFailedException.class,
                e -> assertThat(e.retryState()).contains(RetryState.CANCEL_REQUESTED))
                .cause().isInstanceOf(ApplicationFailure.class);
    }

    @Test
    void terminatesAtOnce() {
        ActivityHandle<String> handle = running("heartbeat");
        handle.terminate(Request.because("now").requestId("t1"));
        handle.terminate(Request.because("now").requestId("t1"));
        assertThatThrownBy(() -> handle.terminate("again")).isInstanceOfSatisfying(ActivityStateException.class,
                e -> assertThat(e.state()).isEqualTo("TERMINATED"));
        assertThatThrownBy(() -> handle.result(LONG)).cause().isInstanceOf(TerminatedFailure.class).hasMessage("now");
    }

    @Test
    void pausesUnpausesAndResets() throws Exception {
        ActivityHandle<String> handle = waiting();
        ActivityDescription before = handle.describe();
        handle.pause("hold on");
        ActivityDescription paused = handle.awaitChange(before, LONG);
        assertThat(paused.status()).isEqualTo(ActivityStatus.PAUSED);
        assertThat(paused.pauseReason()).contains("hold on");
        assertThatThrownBy(() -> handle.pause("twice")).isInstanceOf(ActivityStateException.class);
        handle.unpause();
        assertThat(handle.describe().runState()).contains(ActivityRunState.SCHEDULED);
        handle.reset();
        assertThatThrownBy(handle::unpause).isInstanceOf(ActivityStateException.class);
        handle.terminate("done");
    }

    @Test
    void updatesOptions() throws Exception {
        ActivityHandle<String> handle = waiting();
        assertThatThrownBy(() -> handle.updateOptions(OptionsUpdate.create())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> handle.updateOptions(OptionsUpdate.create()
                .retry(RetryOptions.create().backoffCoefficient(0.5)))).isInstanceOf(IllegalArgumentException.class);
        ActivityDescription updated = handle.updateOptions(OptionsUpdate.create().taskQueue("nobody's").priority(1));
        assertThat(updated.taskQueue()).isEqualTo("nobody's");
        assertThat(updated.priority()).isEqualTo(1);
        assertThat(handle.updateOptions(OptionsUpdate.restoreOriginal()).taskQueue()).isEqualTo("default");
        handle.updateOptions(OptionsUpdate.create().startDelay(Duration.ZERO));
        handle.cancel("no more");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        ActivityHandle<String> handle = activities.handle(id(), String.class);
        assertThatThrownBy(() -> handle.cancel("why")).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(handle::unpause).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> activities.completionById(handle.id()).complete("x"))
                .isInstanceOf(ActivityNotFoundException.class);
    }

    @Test
    void verbsAreRefusedInTheTransactionThatStartedIt() throws Exception {
        transaction.begin();
        try {
            ActivityHandle<String> handle = waiting();
            assertThatThrownBy(() -> handle.cancel("too early")).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after its commit");
            assertThatThrownBy(() -> activities.handle(handle.id(), String.class).terminate("too early"))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void heartbeatsAreThrottledAndTheLatestTravelsWithTheFailure() {
        ActivityHandle<String> handle = activities.call(Controlled.class, Controlled::beats, 1000).id(id())
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
        assertThat(handle.result()).isEqualTo("beat 999 after once more");
        // the first of each attempt, and the one that came with the failure; the last attempt's pending one is dropped
        assertThat(handle.describe().heartbeatCount()).isEqualTo(3);
    }

    @Test
    void completesElsewhere() throws Exception {
        String id = id();
        ActivityHandle<String> handle = activities.call(Controlled.class, Controlled::elsewhere).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.tokens.containsKey(id));
        String token = controlled.tokens.remove(id);
        activities.completion(token).heartbeat("half");
        assertThat(handle.describe().heartbeatDetails(String.class)).contains("half");
        activities.completion(token).fail(new IllegalStateException("next attempt"));
        Awaitility.await().atMost(LONG).until(() -> controlled.tokens.containsKey(id));
        assertThatThrownBy(() -> activities.completion(token).complete("late")).isInstanceOf(ActivityNotExistsException.class);
        activities.completion(controlled.tokens.get(id)).identity("webhook").complete("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        assertThat(handle.describe().lastWorker()).contains("webhook");
        assertThatThrownBy(() -> activities.completionById(id).complete("twice")).isInstanceOf(ActivityStateException.class);
    }

    @Test
    void tokensCannotBeMadeUp() {
        assertThatThrownBy(() -> activities.completion("garbage")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no task token");
        String id = id();
        activities.call(Controlled.class, Controlled::elsewhere).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.tokens.containsKey(id));
        String token = controlled.tokens.get(id);
        String changed = (token.charAt(10) == 'A' ? "B" : "A");
        String forged = token.substring(0, 10) + changed + token.substring(11);
        assertThatThrownBy(() -> activities.completion(forged)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not made by this application");
        activities.completionById(id).complete(null);
    }

    @Test
    void aTransactionReleasesItsAttempt() throws Exception {
        String id = id();
        ActivityHandle<Void> handle = activities.call(Controlled.class, Controlled::elsewhereInTransaction, id).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> QuarkusTransaction.requiringNew().call(() -> stored(id)) == 1);
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        activities.completion(controlled.tokens.get(id)).complete(null);
        handle.result(LONG);
    }

    @Test
    void completesManually() throws Exception {
        String id = id();
        ActivityHandle<String> handle = activities.call(Controlled.class, Controlled::manually).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.manual.containsKey(id));
        ActivityCompletion completion = controlled.manual.get(id);
        assertThatThrownBy(() -> completion.reportCanceled(null)).isInstanceOf(IllegalArgumentException.class);
        completion.complete("by hand");
        assertThat(handle.result(LONG)).isEqualTo("by hand");
        assertThatThrownBy(() -> completion.complete("twice")).isInstanceOf(ActivityNotExistsException.class);
    }

    @Test
    void whatFailsIsFollowedOnceAndHeard() {
        String id = id();
        ActivityHandle<Void> handle = activities.call(Controlled.class, Controlled::fails).id(id).start();
        assertThatThrownBy(handle::result).isInstanceOf(ActivityFailedException.class);
        Awaitility.await().atMost(LONG).until(() -> controlled.followed.stream().anyMatch(f -> f.activityId().equals(id)));
        Awaitility.await().atMost(LONG).until(() -> controlled.closed.stream().anyMatch(c -> id.equals(c.activityId())));
        assertThat(controlled.followed).filteredOn(f -> f.activityId().equals(id)).singleElement().satisfies(failed -> {
            assertThat(failed.status()).isEqualTo(ActivityStatus.FAILED);
            assertThat(failed.failureMessage()).isEqualTo("no luck");
            assertThat(failed.retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
            assertThat(failed.runId()).isEqualTo(handle.runId());
        });
        assertThat(controlled.closed).filteredOn(c -> id.equals(c.activityId())).singleElement()
                .satisfies(closed -> assertThat(closed.status()).isEqualTo(ActivityStatus.FAILED));
    }
}
