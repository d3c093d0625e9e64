package io.quarkiverse.activities.runtime.client.handle;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.quarkiverse.activities.ActivityChange;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.ActivityRunState;
import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.AttemptFailure;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.definition.OptionSources;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.ExecutionSnapshot;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/** Implements {@link ActivityDescription} on a snapshot of an execution. */
final class ExecutionDescription implements ActivityDescription {

    private final ExecutionSnapshot snapshot;
    private final Execution execution;
    private final io.quarkiverse.activities.runtime.execution.Description shown;
    private final Payloads payloads;

    ExecutionDescription(ExecutionSnapshot snapshot, Payloads payloads) {
        this.snapshot = snapshot;
        this.payloads = payloads;
        execution = snapshot.execution();
        shown = io.quarkiverse.activities.runtime.execution.Description.of(execution, snapshot.now());
    }

    RunRef run() {
        return new RunRef(snapshot.runId(), snapshot.activityId());
    }

    boolean differsFrom(ExecutionDescription other) {
        return !execution.equals(other.execution);
    }

    @Override
    public String activityId() {
        return snapshot.activityId();
    }

    @Override
    public String runId() {
        return snapshot.runId().toString();
    }

    @Override
    public String activityType() {
        return snapshot.activityType();
    }

    @Override
    public String taskQueue() {
        return execution.options().taskQueue();
    }

    @Override
    public ActivityStatus status() {
        return shown.status();
    }

    @Override
    public Optional<ActivityRunState> runState() {
        return Optional.ofNullable(shown.runState());
    }

    @Override
    public int attempt() {
        return execution.attempt().number();
    }

    @Override
    public int lostAttempts() {
        return execution.attempt().lost();
    }

    @Override
    public Instant scheduledTime() {
        return execution.scheduledTime();
    }

    @Override
    public Optional<Instant> expirationTime() {
        return Optional.ofNullable(shown.expirationTime());
    }

    @Override
    public Optional<Instant> lastStartedTime() {
        return Optional.ofNullable(execution.attempt().startedTime());
    }

    @Override
    public Optional<Instant> lastAttemptEndedTime() {
        return Optional.ofNullable(execution.attempt().endedTime());
    }

    @Override
    public Optional<Instant> closedTime() {
        return Optional.ofNullable(execution.closedTime());
    }

    @Override
    public Optional<Duration> currentRetryInterval() {
        return Optional.ofNullable(shown.retryInterval());
    }

    @Override
    public Optional<Instant> nextAttemptTime() {
        return Optional.ofNullable(shown.nextAttemptTime());
    }

    @Override
    public Duration scheduleToCloseTimeout() {
        return execution.options().scheduleToClose();
    }

    @Override
    public Duration scheduleToStartTimeout() {
        return execution.options().scheduleToStart();
    }

    @Override
    public Duration startToCloseTimeout() {
        return execution.options().startToClose();
    }

    @Override
    public Duration heartbeatTimeout() {
        return execution.options().heartbeat();
    }

    @Override
    public Duration startDelay() {
        return execution.options().startDelay();
    }

    @Override
    public RetryOptions retry() {
        RetryRules rules = execution.options().retry();
        return RetryOptions.create().initialInterval(rules.initialInterval()).backoffCoefficient(rules.backoffCoefficient())
                .maximumInterval(rules.maximumInterval()).maximumAttempts(rules.maximumAttempts())
                .nonRetryableClasses(rules.nonRetryable().toArray(String[]::new))
                .nonRetryableTypes(rules.nonRetryableTypes().toArray(String[]::new));
    }

    @Override
    public int priority() {
        return execution.options().priority();
    }

    @Override
    public Map<ActivityOption, OptionSource> optionSources() {
        return OptionSources.unpack(snapshot.optionSources(), execution);
    }

    @Override
    public List<Object> arguments(Type... types) {
        List<Type> wanted = types.length > 0 ? List.of(types)
                : Collections.nCopies(payloads.size(Payload.ofNullable(snapshot.input())), Object.class);
        return Arrays.asList(payloads.readSomeArguments(snapshot.input(), wanted));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> heartbeatDetails(Class<T> type) {
        return Optional.ofNullable((T) payloads.read(Payload.bytes(execution.heartbeats().details()), type));
    }

    @Override
    public Optional<Instant> lastHeartbeatTime() {
        return Optional.ofNullable(execution.heartbeats().time());
    }

    @Override
    public long heartbeatCount() {
        return execution.heartbeats().count();
    }

    @Override
    public Optional<RecordedFailure> lastFailure() {
        return exception(execution.lastFailure());
    }

    @Override
    public List<AttemptFailure> failures() {
        List<AttemptFailure> failures = new ArrayList<>();
        for (AttemptRecord failed : snapshot.failedAttempts()) {
            failures.add(new AttemptFailure(failed.number(), failed.startedTime(), failed.endedTime(), failed.worker(),
                    exception(failed.failure()).orElse(null)));
        }
        return failures;
    }

    @Override
    public Optional<RecordedFailure> failure() {
        return outcome().flatMap(outcome -> exception(outcome.failure()));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> result(Class<T> type) {
        return outcome().map(outcome -> (T) payloads.read(Payload.bytes(outcome.result()), type));
    }

    @Override
    public Optional<RetryState> retryState() {
        return outcome().map(Outcome::retryState);
    }

    @Override
    public Optional<String> pauseReason() {
        return Optional.ofNullable(execution.requests().pauseReason());
    }

    @Override
    public Optional<String> cancelReason() {
        return Optional.ofNullable(execution.requests().cancelReason());
    }

    @Override
    public Optional<String> endRequestedBy() {
        return Optional.ofNullable(execution.requests().endIdentity());
    }

    @Override
    public List<ActivityChange> changes() {
        return execution.requests().changes();
    }

    @Override
    public Optional<String> runAgainOf() {
        return text(execution.requests().links().runAgainOf());
    }

    @Override
    public Optional<String> ranAgainAs() {
        return text(execution.requests().links().ranAgainAs());
    }

    @Override
    public Optional<String> followUp() {
        return text(execution.requests().links().followUp());
    }

    private static Optional<String> text(UUID run) {
        return Optional.ofNullable(run).map(UUID::toString);
    }

    @Override
    public Optional<String> lastWorker() {
        return Optional.ofNullable(execution.lastWorker());
    }

    private Optional<Outcome> outcome() {
        return Optional.ofNullable(execution.outcome());
    }

    private Optional<RecordedFailure> exception(Failure failure) {
        return Optional.ofNullable(RecordedFailure.of(failure, payloads));
    }
}
