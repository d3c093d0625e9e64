package io.quarkiverse.activities.workflow.runtime.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.spi.Failure;

/** Decides whether another run follows one that failed or timed out. */
final class RunRetries {

    /**
     * The next run, or the reason why there is none.
     *
     * @param run the next run, or null; then the state says why
     */
    record Next(RetryState state, NewRun run) {
    }

    private RunRetries() {
    }

    /**
     * {@return what follows the run}
     *
     * @param failure the failure without its causes, which alone counts; null if a call of the run has failed
     * @param nextRun the id of the run that may follow
     * @param header the propagated context of the run, or null
     */
    static Next after(RunRow row, Failure failure, Instant now, UUID nextRun, byte[] header) {
        RetryRules rules;
        try {
            rules = row.options().retryRules();
        } catch (RuntimeException e) {
            return new Next(RetryState.INTERNAL_SERVER_ERROR, null); // it is damaged, but the run must be able to close
        }
        int attempt = row.origin().attempt();
        if (rules == null) {
            return new Next(RetryState.RETRY_POLICY_NOT_SET, null);
        }
        if (!rules.allowsRetryOf(failure, List.of())) {
            return new Next(RetryState.NON_RETRYABLE_FAILURE, null);
        }
        if (!rules.allowsAnotherAfter(attempt)) {
            return new Next(RetryState.MAXIMUM_ATTEMPTS_REACHED, null);
        }
        Duration backoff = Objects.requireNonNullElseGet(failure == null ? null : failure.nextRetryDelay(),
                () -> rules.intervalAfter(attempt));
        Instant expires = row.origin().expiresAt();
        if (expires != null && now.plus(backoff).isAfter(expires)) {
            return new Next(RetryState.TIMEOUT, null);
        }
        return new Next(RetryState.IN_PROGRESS,
                NewRun.continuing(row, nextRun, row.workflowType(), row.definitionVersion(), row.rulesVersion(),
                        row.taskQueue(), row.input(), row.options().delayed(backoff), attempt + 1, header));
    }
}
