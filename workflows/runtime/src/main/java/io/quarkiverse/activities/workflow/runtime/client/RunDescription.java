package io.quarkiverse.activities.workflow.runtime.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.execution.Description;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.journal.MemoCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Failures;
import io.quarkiverse.activities.workflow.runtime.store.RunActivity;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.RunTrace;
import io.quarkiverse.activities.workflow.runtime.store.StoredValue;

/** Implements {@link WorkflowDescription}. */
final class RunDescription implements WorkflowDescription {

    private final RunRow row;
    private final Conversion conversion;
    private final String pauseReason;
    private final List<OpenActivity> activities;
    private final Map<String, byte[]> memo;
    private final Map<String, byte[]> published = new TreeMap<>();

    /**
     * @param trace what is known of the open run; null for a closed one
     * @param pauseReason why it is paused, or null
     */
    RunDescription(RunRow row, List<StoredValue> values, RunTrace trace, String pauseReason, Conversion conversion) {
        this.pauseReason = pauseReason;
        this.row = row;
        this.conversion = conversion;
        activities = trace == null ? List.of() : open(trace);
        memo = new TreeMap<>(MemoCodec.decode(row.memo()));
        for (StoredValue value : values) {
            Map<String, byte[]> target = value.isMemo() ? memo : published;
            if (value.value() == null) {
                target.remove(value.name());
            } else {
                target.put(value.name(), value.value());
            }
        }
    }

    private static List<OpenActivity> open(RunTrace trace) {
        Map<Integer, String> chosenIds = new HashMap<>();
        trace.material().journal().forEach(line -> line.entries().stream().filter(entry -> entry.activityId() != null)
                .forEach(entry -> chosenIds.put((int) entry.number(), entry.activityId())));
        return trace.activities().stream().filter(activity -> !activity.execution().state().isClosed())
                .map(activity -> open(activity, chosenIds.get(activity.number()), trace.material().now())).toList();
    }

    private static OpenActivity open(RunActivity activity, String chosenId, Instant now) {
        return new OpenActivity(activity.activityId(), Optional.ofNullable(chosenId), activity.activityType(),
                Description.of(activity.execution(), now).runState(),
                activity.execution().attempt().number(),
                Optional.ofNullable(activity.execution().lastFailure()).map(failure -> failure.message()));
    }

    @Override
    public String workflowId() {
        return row.workflowId();
    }

    @Override
    public String runId() {
        return row.runId().toString();
    }

    @Override
    public String workflowType() {
        return row.workflowType();
    }

    @Override
    public String taskQueue() {
        return row.taskQueue();
    }

    @Override
    public WorkflowStatus status() {
        return row.state().status();
    }

    @Override
    public boolean blocked() {
        return row.state() == RunState.BLOCKED;
    }

    @Override
    public boolean paused() {
        return row.state() == RunState.PAUSED;
    }

    @Override
    public Optional<String> pauseReason() {
        return Optional.ofNullable(pauseReason);
    }

    @Override
    public int attempt() {
        return row.origin().attempt();
    }

    @Override
    public int tasks() {
        return row.journalLines();
    }

    @Override
    public int taskAttempt() {
        return row.taskAttempt();
    }

    @Override
    public Optional<String> taskFailure() {
        return Optional.ofNullable(row.taskFailure());
    }

    @Override
    public Instant startTime() {
        return row.scheduledAt();
    }

    @Override
    public Instant executionTime() {
        return row.scheduledAt().plus(row.options().startDelay());
    }

    @Override
    public Optional<Instant> closedTime() {
        return Optional.ofNullable(row.closedAt());
    }

    @Override
    public String firstRunId() {
        return row.firstRunId().toString();
    }

    @Override
    public Optional<String> continuedRunId() {
        return Optional.ofNullable(row.origin().continuedRunId()).map(UUID::toString);
    }

    @Override
    public Optional<String> nextRunId() {
        return Optional.ofNullable(row.nextRunId()).map(UUID::toString);
    }

    @Override
    public Optional<RetryState> retryState() {
        return Optional.ofNullable(row.retryState());
    }

    @Override
    public Set<String> memoKeys() {
        return Set.copyOf(memo.keySet());
    }

    @Override
    public <V> Optional<V> memo(String key, Class<V> type) {
        return read(memo.get(key), type);
    }

    @Override
    public Set<String> publishedKeys() {
        return Set.copyOf(published.keySet());
    }

    @Override
    public <V> Optional<V> published(String key, Class<V> type) {
        return read(published.get(key), type);
    }

    @Override
    public <V> Optional<V> canceledResult(Class<V> type) {
        return row.state() == RunState.CANCELED ? read(row.result(), type) : Optional.empty();
    }

    @Override
    public Optional<RuntimeException> canceledFailure() {
        return row.state() == RunState.CANCELED && row.failure() != null
                ? Optional.of(Failures.exception(FailureChainCodec.decode(row.failure()), conversion))
                : Optional.empty();
    }

    @Override
    public List<OpenActivity> openActivities() {
        return activities;
    }

    @SuppressWarnings("unchecked")
    private <V> Optional<V> read(byte[] value, Class<V> type) {
        return value == null ? Optional.empty() : Optional.ofNullable((V) conversion.read(Payload.of(value), type));
    }
}
