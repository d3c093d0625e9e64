package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityBatch;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests verbs in transactions, batches, tokens and follow-ups. The scenarios test the verbs themselves. */
abstract class ClientControl extends ClientCalls {

    @Inject
    ControlActivities controlled;

    @Inject
    EntityManager entityManager;

    @Inject
    UserTransaction transaction;

    private long stored(String name) {
        return entityManager.createQuery("select count(s) from NamedRow s where s.name = :name", Long.class)
                .setParameter("name", name).getSingleResult();
    }

    @Test
    void verbsAreRefusedInTheTransactionThatStartedIt() throws Exception {
        transaction.begin();
        try {
            ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id())
                    .start();
            assertThatThrownBy(() -> handle.cancel("too early")).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after the commit");
            assertThatThrownBy(() -> activities.handle(handle.id(), String.class).terminate("too early"))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            transaction.rollback();
        }
    }

    @Test
    void verbsAreRefusedInTheTransactionThatTerminatedIt() throws Exception {
        ActivityHandle<String> first = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id()).start();
        transaction.begin();
        try {
            activities.call(ControlActivities.class, ControlActivities::elsewhere).id(first.id())
                    .conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING).start();
            assertThatThrownBy(() -> first.pause("it is locked by this very transaction"))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
            assertThatThrownBy(first::result).isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
            assertThatThrownBy(() -> activities.handle(first.id(), String.class).result())
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
        } finally {
            transaction.rollback();
        }
        first.terminate("over");
    }

    @Test
    void aBatchIsRefusedInATransactionThatStartedSomething() throws Exception {
        ActivityBatch batch = activities.batch("ActivityId = '" + id() + "'");
        transaction.begin();
        try {
            activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id()).start();
            assertThatThrownBy(() -> batch.terminate("too early")).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("before its commit");
            assertThatThrownBy(batch::delete).isInstanceOf(IllegalStateException.class);
            assertThat(batch.preview().total()).isZero();
        } finally {
            transaction.rollback();
        }
        assertThat(batch.delete()).isEqualTo(new ActivityBatch.Result(0, 0));
    }

    @Test
    void aBatchSurvivesTheRollbackOfTheTransactionAroundIt() throws Exception {
        String id = id();
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id).start();
        transaction.begin();
        activities.batch("ActivityId = '" + id + "'").terminate("done");
        transaction.rollback();
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.TERMINATED);
    }

    @Test
    void anExecutionStartedInATransactionIsFoundAfterItsCommit() throws Exception {
        String id = id();
        String query = "ActivityId = '" + id + "'";
        transaction.begin();
        activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id).start();
        assertThat(activities.list(query)).isEmpty();
        transaction.commit();
        assertThat(activities.list(query)).hasSize(1);
    }

    @Test
    void heartbeatsAreThrottledAndTheLatestIsSentWithTheFailure() {
        ActivityHandle<String> handle = activities.call(ControlActivities.class, c -> c.beats(1000)).id(id())
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
        assertThat(handle.result()).isEqualTo("beat 999 after once more");
        // The first of each attempt, and the one sent with the failure; the pending one of the last attempt is dropped
        assertThat(handle.describe().heartbeatCount()).isEqualTo(3);
    }

    @Test
    void forgedTokensAreRefused() {
        assertThatThrownBy(() -> activities.completion("garbage")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a task token");
        assertThatThrownBy(() -> activities.completion(null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a task token");
        String id = id();
        activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.tokens.containsKey(id));
        String token = controlled.tokens.get(id);
        String changed = (token.charAt(10) == 'A' ? "B" : "A");
        String forged = token.substring(0, 10) + changed + token.substring(11);
        assertThatThrownBy(() -> activities.completion(forged)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not created by this application");
        activities.completionById(id).complete(null);
    }

    @Test
    void anAttemptFailedElsewhereIsRetriedWithANewToken() throws Exception {
        String id = id();
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::elsewhere).id(id).start();
        String first = Awaitility.await().atMost(LONG).until(() -> controlled.tokens.get(id), Objects::nonNull);
        activities.completion(first).fail(new IllegalStateException("once more"));
        String second = Awaitility.await().atMost(LONG).until(() -> controlled.tokens.get(id), token -> !token.equals(first));
        assertThatThrownBy(() -> activities.completion(first).complete("stale")).isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> activities.completion(first).heartbeat("stale"))
                .isInstanceOf(ActivityNotExistsException.class);
        activities.completionById(id).heartbeat("still there");
        activities.completion(second).complete("done");
        assertThat(handle.result(LONG)).isEqualTo("done");
        assertThat(handle.describe().attempt()).isEqualTo(2);
        assertThat(handle.describe().heartbeatDetails(String.class)).contains("still there");
    }

    @Test
    void aTransactionReleasesItsAttempt() throws Exception {
        String id = id();
        ActivityHandle<Void> handle = activities.callVoid(ControlActivities.class, c -> c.elsewhereInTransaction(id))
                .id(id).start();
        Awaitility.await().atMost(LONG).until(() -> QuarkusTransaction.requiringNew().call(() -> stored(id)) == 1);
        assertThat(handle.describe().runState()).contains(ActivityRunState.STARTED);
        activities.completion(controlled.tokens.get(id)).complete(null);
        handle.result(LONG);
    }

    @Test
    void completesManually() throws Exception {
        String id = id();
        ActivityHandle<String> handle = activities.call(ControlActivities.class, ControlActivities::manually).id(id).start();
        Awaitility.await().atMost(LONG).until(() -> controlled.manual.containsKey(id));
        ActivityCompletion completion = controlled.manual.get(id);
        assertThatThrownBy(() -> completion.reportCanceled(null)).isInstanceOf(IllegalArgumentException.class);
        completion.complete("by hand");
        assertThat(handle.result(LONG)).isEqualTo("by hand");
        assertThatThrownBy(() -> completion.complete("twice")).isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> completion.fail(null)).isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> completion.heartbeat("late")).isInstanceOf(ActivityNotExistsException.class);
        assertThatThrownBy(() -> completion.reportCanceled(null)).isInstanceOf(ActivityNotExistsException.class);
    }

    @Test
    void aFailureHasOneFollowUpAndOneClosedEvent() {
        String id = id();
        ActivityHandle<Void> handle = activities.callVoid(ControlActivities.class, ControlActivities::fails).id(id).start();
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
