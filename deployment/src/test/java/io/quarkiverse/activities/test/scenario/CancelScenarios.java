package io.quarkiverse.activities.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TerminatedFailure;

/** Scenarios about cancellations and terminations of waiting and running executions, acknowledged and ignored. */
interface CancelScenarios extends ScenarioSupport {

    /** {@return whether attempts may be interrupted on this database} */
    boolean isInterruptible();

    private static RetryOptions after(Duration backoff) {
        return RetryOptions.create().initialInterval(backoff);
    }

    @Scenario(133)
    default void aCancellationIsAcknowledgedByToken() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel(RequestOptions.because("not needed").identity("the customer"));
        assertAcknowledged(handle, activities().completion(attempt.context().taskToken()));
    }

    @Scenario(134)
    default void aCancellationIsAcknowledgedById() {
        ActivityHandle<String> latest = act().start();
        poll(latest);
        activities().handle(latest.id(), String.class).cancel(RequestOptions.because("not needed").identity("the customer"));
        assertAcknowledged(latest, activities().completionById(latest.id()));

        ActivityHandle<String> oneRun = act().start();
        poll(oneRun);
        activities().handle(oneRun.id(), oneRun.runId(), String.class)
                .cancel(RequestOptions.because("not needed").identity("the customer"));
        assertAcknowledged(oneRun, activities().completionById(oneRun.id(), oneRun.runId()));
    }

    private void assertAcknowledged(ActivityHandle<String> handle, ActivityCompletion completion) {
        assertThatThrownBy(() -> completion.heartbeat("beat")).isInstanceOf(ActivityCanceledException.class);
        completion.reportCanceled(List.of("half", "done"));
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(CanceledFailure.class,
                canceled -> assertThat(canceled.details(List.class)).contains(List.of("half", "done")));
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.CANCELED);
        assertThat(closed.cancelReason()).contains("not needed");
        assertThat(closed.endRequestedBy()).contains("the customer");
        assertThat(closed.retryState()).isEmpty();
    }

    @Scenario(136)
    default void anExecutionInBackoffIsCanceledImmediately() {
        ActivityHandle<String> handle = act().retry(after(Duration.ofSeconds(60))).start();
        poll(handle).fails();
        afterAttempt(handle, 1);
        handle.cancel("not needed");
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.CANCELED);
        assertCanceled(handle, "not needed");
    }

    private void assertCanceled(ActivityHandle<String> handle, String details) {
        assertThat(failed(handle).getCause()).isInstanceOfSatisfying(CanceledFailure.class,
                canceled -> assertThat(canceled.details(String.class)).contains(details));
    }

    @Scenario(137)
    default void aCancellationCanBeRepeatedWithItsRequestId() {
        ActivityHandle<String> handle = act().start();
        poll(handle);
        RequestOptions request = RequestOptions.because("not needed").requestId("same");
        handle.cancel(request);
        handle.cancel(request);
        assertThat(handle.describe().runState()).contains(ActivityRunState.CANCEL_REQUESTED);
        assertRefused(() -> handle.cancel(request.requestId("other")), "CANCEL_REQUESTED");
        activities().completionById(handle.id()).reportCanceled(null);
        handle.cancel(request);
        assertRefused(() -> handle.cancel(request.requestId("other")), "CANCELED");
    }

    @Scenario(139)
    default void anAttemptMayIgnoreItsCancellation() throws TimeoutException {
        ActivityHandle<String> completed = act().start();
        ScenarioAttempt first = poll(completed);
        completed.cancel("not needed");
        first.completes("completed anyway");
        assertThat(completed.result(LONG)).isEqualTo("completed anyway");
        assertThat(completed.describe().status()).isEqualTo(ActivityStatus.COMPLETED);

        ActivityHandle<String> failed = act().start();
        ScenarioAttempt second = poll(failed);
        failed.cancel("not needed");
        second.fails();
        assertThat(failed(failed).retryState()).contains(RetryState.CANCEL_REQUESTED);
        assertThat(failed.describe().status()).isEqualTo(ActivityStatus.FAILED);

        ActivityHandle<String> terminated = act().start();
        ScenarioAttempt third = poll(terminated);
        terminated.cancel("not needed");
        terminated.terminate("now");
        assertThat(failed(terminated).getCause()).isInstanceOf(TerminatedFailure.class);
        assertThat(third.context().isCancelRequested()).as("in later attempts too").isTrue();
        assertThat(terminated.describe().status()).isEqualTo(ActivityStatus.TERMINATED);
    }

    @Scenario(140)
    default void noRetryFollowsACancellation() {
        RetryOptions twice = after(Duration.ofSeconds(60)).maximumAttempts(2);
        ActivityHandle<String> canceled = act().retry(twice).start();
        ScenarioAttempt attempt = poll(canceled);
        canceled.cancel("not needed");
        attempt.fails();
        assertThat(failed(canceled).getCause()).isInstanceOf(ApplicationFailure.class);
        assertThat(canceled.describe().attempt()).isEqualTo(1);

        ActivityHandle<String> retried = act().retry(twice).start();
        poll(retried).fails();
        ActivityDescription waiting = afterAttempt(retried, 1);
        assertThat(waiting.runState()).contains(ActivityRunState.SCHEDULED);
        assertThat(waiting.attempt()).isEqualTo(2);
        retried.cancel("no longer needed");
    }

    @Scenario(142)
    default void invalidRequestsAreRefused() {
        String tooLong = "x".repeat(1_001);
        assertInvalid(() -> activities().handle("", String.class), "Activity Id is empty");
        assertInvalid(() -> activities().completionById(""), "Activity Id is empty");
        assertInvalid(() -> activities().handle(tooLong, String.class), "Activity Id takes 1001 bytes");
        assertInvalid(() -> activities().handle("id", "no-run", String.class), "'no-run' is not a run id");
        assertInvalid(() -> activities().completionById("id", "no-run"), "'no-run' is not a run id");
        assertInvalid(() -> activities().handle("id", null, String.class), "'null' is not a run id");
        assertInvalid(() -> activities().completionById("id").identity(tooLong), "identity takes 1001 bytes");

        ActivityHandle<String> handle = waiting();
        for (RequestOptions request : List.of(RequestOptions.because(tooLong), RequestOptions.create().requestId(tooLong),
                RequestOptions.create().identity(tooLong))) {
            assertInvalid(() -> handle.cancel(request), "takes 1001 bytes");
            assertInvalid(() -> handle.terminate(request), "takes 1001 bytes");
            assertInvalid(() -> handle.pause(request), "takes 1001 bytes");
            assertInvalid(() -> handle.unpause(request), "takes 1001 bytes");
        }
        assertThat(handle.describe().runState()).contains(ActivityRunState.SCHEDULED);
        handle.terminate(RequestOptions.because("x".repeat(1_000)));

        ActivityHandle<String> absent = activities().handle(UUID.randomUUID().toString(), String.class);
        assertThatThrownBy(() -> absent.cancel("why")).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> absent.terminate("why")).isInstanceOf(ActivityNotFoundException.class);
        assertThatThrownBy(() -> activities().completionById(absent.id()).complete("x"))
                .isInstanceOf(ActivityNotFoundException.class);
        ActivityHandle<String> otherRun = activities().handle(handle.id(), UUID.randomUUID().toString(), String.class);
        assertThatThrownBy(() -> otherRun.cancel("why")).isInstanceOf(ActivityNotFoundException.class);
    }

    @Scenario(143)
    default void aTerminationEndsTheExecutionImmediately() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.terminate(RequestOptions.because("now").identity("the operator"));
        assertThat(failed(handle).getCause()).isInstanceOf(TerminatedFailure.class).hasMessage("now");
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.TERMINATED);
        assertThat(closed.endRequestedBy()).contains("the operator");
        assertThat(closed.attempt()).isEqualTo(1);
        assertThat(closed.lastFailure()).isEmpty();
        assertThat(closed.lastAttemptEndedTime()).isEmpty();
        assertThat(attempt.context().cancellation().isRequested()).as("the attempt is notified").isTrue();
        assertThatThrownBy(() -> activities().completion(attempt.context().taskToken()).complete("late"))
                .isInstanceOf(ActivityNotExistsException.class);
    }

    /** Temporal has no such policy. */
    @Scenario(value = 143, differs = "TERMINATE_EXISTING is also a conflict policy")
    default void aStartCanTerminateTheOpenRun() throws TimeoutException {
        String id = UUID.randomUUID().toString();
        ActivityHandle<String> open = act().id(id).start();
        ScenarioAttempt attempt = poll(open);
        ActivityHandle<String> next = act().id(id).conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING).requestId("next")
                .start();
        assertThat(next.runId()).isNotEqualTo(open.runId());
        assertThat(failed(open).getCause()).isInstanceOf(TerminatedFailure.class);
        assertThatThrownBy(() -> attempt.heartbeat(null)).isInstanceOf(ActivityNotExistsException.class);
        assertThat(act().id(id).conflictPolicy(IdConflictPolicy.TERMINATE_EXISTING).requestId("next").start().runId())
                .as("the same request").isEqualTo(next.runId());
        poll(next).completes("next");
        assertThat(activities().handle(id, String.class).result(LONG)).isEqualTo("next");
    }

    @Scenario(145)
    default void aTerminationCanBeRepeatedWithItsRequestId() {
        ActivityHandle<String> handle = waiting();
        RequestOptions request = RequestOptions.because("now").requestId("same");
        handle.terminate(request);
        handle.terminate(request);
        assertRefused(() -> handle.terminate(request.requestId("other")), "TERMINATED");
    }

    @Scenario(148)
    default void waitersAreNotifiedOfTheCancellation() {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        handle.cancel("not needed");
        ActivityCanceledException canceled = heartbeatCanceled(attempt);
        attempt.fails(canceled);
        assertThat(failed(handle).getCause()).isInstanceOf(CanceledFailure.class);
        assertThat(handle.describe().status()).isEqualTo(ActivityStatus.CANCELED);
    }

    private static ActivityCanceledException heartbeatCanceled(ScenarioAttempt attempt) {
        return catchThrowableOfType(ActivityCanceledException.class,
                () -> attempt.heartbeat(null));
    }

    /** The caller receives no outcome before the execution has closed. */
    @Scenario({ 149, 151 })
    default void waitersReceiveTheOutcomeOfTheAttemptOnly() throws TimeoutException {
        ActivityHandle<String> ignored = act().start();
        ScenarioAttempt first = poll(ignored);
        ignored.cancel("not needed");
        heartbeatCanceled(first);
        assertThatThrownBy(() -> ignored.result(Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
        heartbeatCanceled(first);
        first.completes("completed anyway");
        assertThat(ignored.result(LONG)).isEqualTo("completed anyway");

        ActivityHandle<String> acknowledged = act().start();
        ScenarioAttempt second = poll(acknowledged);
        acknowledged.cancel("not needed");
        assertThatThrownBy(() -> acknowledged.result(Duration.ofMillis(200))).isInstanceOf(TimeoutException.class);
        second.fails(new ActivityCanceledException("enough", "cleaned up"));
        assertCanceled(acknowledged, "cleaned up");
    }

    @Scenario(152)
    default void anUnclaimedExecutionIsCanceledImmediately() {
        ActivityHandle<String> handle = waiting();
        handle.cancel("not needed");
        assertCanceled(handle, "not needed");
        ActivityDescription closed = handle.describe();
        assertThat(closed.status()).isEqualTo(ActivityStatus.CANCELED);
        assertThat(closed.cancelReason()).contains("not needed");
        assertThat(closed.lastStartedTime()).isEmpty();
    }

    @Scenario(value = 154, differs = "a running attempt is notified without a heartbeat")
    default void anAttemptIsNotifiedOfItsCancellationWithoutAHeartbeat() throws InterruptedException {
        ActivityHandle<String> handle = act().start();
        ScenarioAttempt attempt = poll(handle);
        CountDownLatch notified = new CountDownLatch(1);
        attempt.context().cancellation().onRequested(notified::countDown);
        assertThat(attempt.context().cancellation().isRequested()).isFalse();
        CountDownLatch never = new CountDownLatch(1);
        Future<Boolean> interruptible = attempt.begin(() -> {
            attempt.context().cancellation().interruptOnRequest();
            return never.await(isInterruptible() ? 60 : 2, TimeUnit.SECONDS);
        });
        handle.cancel("not needed");
        assertThat(notified.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(attempt.context().cancellation().isRequested()).isTrue();
        assertThat(attempt.context().isCancelRequested()).isTrue();
        CountDownLatch late = new CountDownLatch(1);
        attempt.context().cancellation().onRequested(late::countDown);
        assertThat(late.getCount()).as("a late listener is called immediately").isZero();
        if (isInterruptible()) {
            assertThatThrownBy(() -> ScenarioAttempt.get(interruptible)).hasCauseInstanceOf(InterruptedException.class);
        } else {
            assertThatCode(() -> ScenarioAttempt.get(interruptible)).doesNotThrowAnyException();
        }
        assertThat(handle.describe().heartbeatCount()).isZero();
        attempt.fails(new ActivityCanceledException("canceled"));
        assertThat(failed(handle).getCause()).isInstanceOf(CanceledFailure.class);
    }
}
