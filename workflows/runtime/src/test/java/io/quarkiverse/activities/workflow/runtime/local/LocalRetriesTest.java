package io.quarkiverse.activities.workflow.runtime.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;

class LocalRetriesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TASK = Duration.ofSeconds(10);
    private static final Failure BOOM = Failure.application("Boom", "boom");
    private static final RetryOptions THREE = RetryOptions.create().maximumAttempts(3);

    @Test
    void withoutAnyLimitThereIsOneAttempt() {
        assertThat(retries(RetryOptions.create().initialInterval(Duration.ofMillis(1)), null).failed(1, BOOM, List.of(), START)
                .end())
                .isEqualTo(new LocalOutcome.Failed(1, RetryState.RETRY_POLICY_NOT_SET, BOOM));
    }

    @Test
    void theBackoffGrows() {
        assertThat(retries(THREE, null).failed(1, BOOM, List.of(), START).backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries(THREE, null).failed(2, BOOM, List.of(), START).backoff()).isEqualTo(Duration.ofSeconds(2));
        assertThat(retries(THREE, null).failed(3, BOOM, List.of(), START).end())
                .isEqualTo(new LocalOutcome.Failed(3, RetryState.MAXIMUM_ATTEMPTS_REACHED, BOOM));
    }

    @Test
    void aLongBackoffIsATimerOfTheWorkflow() {
        RetryOptions slow = THREE.initialInterval(TASK.multipliedBy(3));
        assertThat(retries(slow, null).failed(1, BOOM, List.of(), START).backoff()).isEqualTo(Duration.ofSeconds(30));
        RetryOptions slower = THREE.initialInterval(TASK.multipliedBy(3).plusMillis(1));
        assertThat(retries(slower, null).failed(1, BOOM, List.of(), START).end())
                .isEqualTo(new LocalOutcome.Backoff(1, Duration.ofMillis(30_001), BOOM));
    }

    @Test
    void aBackoffThatPassesTheDeadlineIsNotWaitedFor() {
        LocalRetries retries = retries(RetryOptions.create(), Duration.ofMillis(1500));
        assertThat(retries.failed(1, BOOM, List.of(), START.plusMillis(500)).backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(retries.failed(1, BOOM, List.of(), START.plusMillis(501)).end())
                .isEqualTo(new LocalOutcome.Failed(1, RetryState.TIMEOUT, BOOM));
    }

    @Test
    void aTimeoutHasTheFailureOfTheAttemptBeforeAsItsCause() {
        LocalOutcome.Failed last = (LocalOutcome.Failed) retries(THREE, null).timedOut(3, BOOM, START).end();
        assertThat(last.retryState()).isEqualTo(RetryState.MAXIMUM_ATTEMPTS_REACHED);
        assertThat(last.failure().timeoutType()).isEqualTo(TimeoutType.START_TO_CLOSE);
        assertThat(last.failure().cause()).isEqualTo(BOOM);
    }

    @Test
    void whatIsListedIsNotRetried() {
        RetryOptions listed = THREE.nonRetryableTypes("Boom", "TemporalTimeout:StartToClose");
        assertThat(retries(listed, null).failed(1, BOOM, List.of(), START).end().attempt()).isEqualTo(1);
        assertThat(((LocalOutcome.Failed) retries(listed, null).timedOut(1, null, START).end()).retryState())
                .isEqualTo(RetryState.NON_RETRYABLE_FAILURE);
    }

    @Test
    void aTimerThatTookTooLongEndsIt() {
        LocalRequest request = request(THREE, Duration.ofSeconds(5), BOOM);
        LocalRetries retries = new LocalRetries(request, TASK);
        assertThat(retries.refusal(request, START.plusSeconds(4))).isNull();
        LocalOutcome.Failed refused = (LocalOutcome.Failed) retries.refusal(request, START.plusSeconds(5));
        assertThat(refused.retryState()).isEqualTo(RetryState.TIMEOUT);
        assertThat(refused.failure().cause()).isEqualTo(BOOM);
    }

    private static LocalRetries retries(RetryOptions retry, Duration scheduleToClose) {
        return new LocalRetries(request(retry, scheduleToClose, null), TASK);
    }

    private static LocalRequest request(RetryOptions retry, Duration scheduleToClose, Failure previous) {
        return new LocalRequest(1, new LocalSpec("Total", null, null, scheduleToClose, null, retry, null, false, null, false),
                1, START, previous);
    }
}
