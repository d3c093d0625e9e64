package io.quarkiverse.activities.test.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.TransactionMode;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Tests the transactions of callers and attempts, with two slots and a default transaction timeout of one second. */
abstract class Transactions extends Slots {

    @Inject
    TransactionActivities ledger;

    @Inject
    UserTransaction transaction;

    @Test
    void writesOfAnOutdatedAttemptAreRolledBack() throws Exception {
        String key = UUID.randomUUID().toString();
        ActivityHandle<Integer> handle = activities.call(TransactionActivities.class, t -> t.writeAndWait(key))
                .retry(RetryOptions.create().initialInterval(Duration.ofMillis(10))).start();
        // On a slow machine, more attempts than the first may time out
        int last = handle.result(LONG);
        assertThat(last).isGreaterThan(1);
        ledger.releaseFirst.countDown();
        Awaitility.await().atMost(LONG).until(() -> ledger.returned.get() == ledger.begun.get());
        Awaitility.await().during(Duration.ofMillis(500)).atMost(LONG).until(() -> ledger.stored(key) == 1);
        assertThat(handle.describe().attempt()).isEqualTo(last);
    }

    @Test
    void anAttemptMayTakeLongerThanTheDefaultTransactionTimeout() throws Exception {
        String key = UUID.randomUUID().toString();
        ActivityHandle<String> handle = activities.call(TransactionActivities.class, t -> t.slow(key, 2_500L))
                .start();
        assertThat(handle.result(LONG)).isEqualTo(key);
        assertThat(handle.describe().attempt()).isEqualTo(1);
        assertThat(ledger.stored(key)).isEqualTo(1);
    }

    @Test
    void aCheckedExceptionRollsBackDespiteDontRollbackOn() {
        String key = UUID.randomUUID().toString();
        assertThatThrownBy(() -> activities.callVoid(TransactionActivities.class, t -> t.checked(key))
                .retry(RetryOptions.create().maximumAttempts(1)).execute()).isInstanceOf(ActivityFailedException.class)
                .cause().hasMessage("checked");
        assertThat(ledger.stored(key)).isZero();
    }

    @Test
    void aStartThatRollsBackReleasesItsSlot() throws Exception {
        for (int i = 0; i < 20; i++) {
            begin();
            activities.call(TransactionActivities.class, TransactionActivities::plain).start();
            transaction.rollback();
        }
        assertThat(activities.call(TransactionActivities.class, TransactionActivities::plain).start().result(LONG))
                .isEqualTo(LONG);
    }

    @Test
    void aStartOutsideTheTransactionSurvivesItsRollback() throws Exception {
        String id = UUID.randomUUID().toString();
        begin();
        ActivityHandle<Duration> handle = activities.call(TransactionActivities.class, TransactionActivities::plain).id(id)
                .transaction(TransactionMode.NONE).start();
        Duration inside = handle.result(LONG); // waiting is allowed: this run does not depend on the open transaction
        transaction.rollback();
        assertThat(inside).isEqualTo(LONG);
        assertThat(activities.handle(id, Duration.class).describe().status()).isEqualTo(ActivityStatus.COMPLETED);
    }

    @Test
    void waitingForAStartInTheSameTransactionIsRefused() throws Exception {
        String id = UUID.randomUUID().toString();
        begin();
        try {
            assertThatThrownBy(() -> activities.call(TransactionActivities.class, TransactionActivities::plain).execute())
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("TransactionMode.NONE");
            ActivityHandle<Duration> handle = activities.call(TransactionActivities.class, TransactionActivities::plain).id(id)
                    .start();
            assertThatThrownBy(handle::result).isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
            assertThat(handle.resultAsync().toCompletableFuture()).failsWithin(LONG).withThrowableThat()
                    .havingRootCause().isInstanceOf(IllegalStateException.class).withMessageContaining("commit");
            assertThatThrownBy(() -> activities.call(TransactionActivities.class, TransactionActivities::plain).id(id)
                    .transaction(TransactionMode.NONE)
                    .start()).isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
        } finally {
            transaction.rollback();
        }
        assertThatThrownBy(() -> activities.handle(id, Duration.class).result())
                .isInstanceOf(ActivityNotFoundException.class);
    }

    private void begin() throws Exception {
        transaction.setTransactionTimeout(60);
        transaction.begin();
        transaction.setTransactionTimeout(0);
    }

    @Test
    void aStartInATransactionThatHasTimedOutLeavesNothing() {
        String id = "timed-out-caller";
        // Refused if it has rolled back, and rolled back with the transaction if that is only marked
        catchThrowable(() -> QuarkusTransaction.requiringNew().timeout(1).run(() -> {
            Awaitility.await().pollInSameThread()
                    .until(() -> QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE);
            activities.callVoid(TransactionActivities.class, t -> t.checked("never")).id(id).start();
        }));
        assertThatThrownBy(() -> activities.handle(id).describe()).isInstanceOf(ActivityNotFoundException.class);
    }
}
