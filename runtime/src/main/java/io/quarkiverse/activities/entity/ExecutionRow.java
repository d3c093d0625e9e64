package io.quarkiverse.activities.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.codec.FailureType;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.AttemptRecord;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Heartbeats;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.Requests;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.execution.State;
import io.quarkiverse.activities.spi.Payload;

/** The columns that open and closed Activity Executions have in common. Durations are in microseconds; zero means "not set". */
@MappedSuperclass
public abstract class ExecutionRow extends StoreRow {

    @Id
    @Column(name = "run_id", nullable = false)
    private UUID runId;

    @Column(name = "activity_id", nullable = false, updatable = false, length = 1000)
    private String activityId;

    @Column(name = "activity_type", nullable = false, updatable = false, length = 1000)
    private String activityType;

    @Column(name = "task_queue", nullable = false, length = 1000)
    private String taskQueue;

    @Column(name = "state", nullable = false)
    private short state;

    @Column(name = "attempt", nullable = false)
    private int attempt;

    @Column(name = "fence", nullable = false)
    private int fence;

    @Column(name = "lost_attempts", nullable = false)
    private int lostAttempts;

    @Column(name = "priority", nullable = false)
    private short priority;

    @Column(name = "scheduled_at", nullable = false)
    private Instant scheduledAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "heartbeat_at")
    private Instant heartbeatAt;

    @Column(name = "schedule_to_close", nullable = false)
    private long scheduleToClose;

    @Column(name = "schedule_to_start", nullable = false)
    private long scheduleToStart;

    @Column(name = "start_to_close", nullable = false)
    private long startToClose;

    @Column(name = "heartbeat_timeout", nullable = false)
    private long heartbeatTimeout;

    @Column(name = "start_delay", nullable = false)
    private long startDelay;

    @Column(name = "retry_initial_interval", nullable = false)
    private long retryInitialInterval;

    @Column(name = "retry_coefficient", nullable = false)
    private double retryCoefficient;

    @Column(name = "retry_maximum_interval", nullable = false)
    private long retryMaximumInterval;

    @Column(name = "retry_maximum_attempts", nullable = false)
    private int retryMaximumAttempts;

    @Column(name = "retry_non_retryable")
    private String retryNonRetryable;

    @Column(name = "input", updatable = false)
    private byte[] input;

    @Column(name = "header", updatable = false)
    private byte[] header;

    @Column(name = "heartbeat_details")
    private byte[] heartbeatDetails;

    @Column(name = "heartbeat_count", nullable = false)
    private long heartbeatCount;

    @Column(name = "last_failure")
    private byte[] lastFailure;

    @Column(name = "failed_attempts")
    private byte[] failedAttempts;

    @Column(name = "last_worker")
    private String lastWorker;

    @Column(name = "requests")
    private byte[] requests;

    @Column(name = "original_options")
    private byte[] originalOptions;

    @Column(name = "option_sources", nullable = false, updatable = false)
    private long optionSources;

    @Column(name = "last_failure_type", length = 1000)
    private String lastFailureType;

    @Column(name = "on_failure", updatable = false)
    private byte[] onFailure;

    @Column(name = "scope", updatable = false)
    private UUID scope;

    @Column(name = "sequence", nullable = false, updatable = false)
    private int sequence;

    /** {@return the run ID, which the engine never uses again} */
    public UUID getRunId() {
        return runId;
    }

    /** {@return the Activity Id, unique among open executions} */
    public String getActivityId() {
        return activityId;
    }

    /** {@return the Activity Type} */
    public String getActivityType() {
        return activityType;
    }

    /** {@return the Task Queue} */
    public String getTaskQueue() {
        return taskQueue;
    }

    /** {@return the status of this execution} */
    public ActivityStatus getStatus() {
        return State.of(state).status();
    }

    /** {@return the number of the current or the last attempt, counted from 1} */
    public int getAttempt() {
        return attempt;
    }

    /** {@return how many attempts were lost with their node; they do not count for the retry policy} */
    public int getLostAttempts() {
        return lostAttempts;
    }

    /** {@return the priority that was set; 0 if none was set} */
    public int getPriority() {
        return priority;
    }

    /** {@return when the execution was scheduled} */
    public Instant getScheduledAt() {
        return scheduledAt;
    }

    /** {@return when the latest attempt began; empty before the first} */
    public Optional<Instant> getStartedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** {@return when the latest attempt that is over ended; empty if there is none} */
    public Optional<Instant> getEndedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** {@return when the latest heartbeat was written; empty if there was none} */
    public Optional<Instant> getHeartbeatAt() {
        return Optional.ofNullable(heartbeatAt);
    }

    /** {@return the worker that ran the latest attempt} */
    public Optional<String> getLastWorker() {
        return Optional.ofNullable(lastWorker);
    }

    /** {@return the type of the latest failure, or {@code TemporalTimeout:} and the name of the timeout} */
    public Optional<String> getLastFailureType() {
        return Optional.ofNullable(lastFailureType);
    }

    public final long optionSources() {
        return optionSources;
    }

    public final State state() {
        return State.of(state);
    }

    /** {@return the run of a workflow that this execution belongs to, or null} */
    public final UUID scope() {
        return scope;
    }

    /** {@return the number of this execution in its run, negative if it outlives the run; 0 if it belongs to none} */
    public final int sequence() {
        return sequence;
    }

    final int fence() {
        return fence;
    }

    public final byte[] input() {
        return input;
    }

    public final byte[] header() {
        return header;
    }

    /** {@return the encoded follow-up for an execution that closes without a result, or null if there is none} */
    public final byte[] onFailure() {
        return onFailure;
    }

    public final Requests requests() {
        return RowCodec.requests(requests);
    }

    public final List<AttemptRecord> failedAttempts() {
        return RowCodec.failedAttempts(failedAttempts);
    }

    /** Adds an attempt to the bounded history of failed attempts. */
    public final void addFailedAttempt(AttemptRecord failed) {
        writeByEngine();
        failedAttempts = RowCodec.append(failedAttempts, failed);
    }

    /** Sets the identity and the input of this row, which never change. */
    final void identify(UUID runId, String activityId, String activityType, byte[] input, byte[] header) {
        writeByEngine();
        this.runId = runId;
        this.activityId = activityId;
        this.activityType = activityType;
        this.input = input;
        this.header = header;
    }

    final void copyHistory(ExecutionRow other) {
        identify(other.runId, other.activityId, other.activityType, other.input, other.header);
        failedAttempts = other.failedAttempts;
        optionSources = other.optionSources;
        onFailure = other.onFailure;
        scope = other.scope;
        sequence = other.sequence;
    }

    final Options options() {
        RetryRules retry = new RetryRules(Micros.duration(retryInitialInterval), retryCoefficient,
                Micros.duration(retryMaximumInterval), retryMaximumAttempts,
                RowCodec.nonRetryableClasses(retryNonRetryable), RowCodec.strings(retryNonRetryable));
        return new Options(taskQueue, Micros.duration(scheduleToClose), Micros.duration(scheduleToStart),
                Micros.duration(startToClose), Micros.duration(heartbeatTimeout), Micros.duration(startDelay), priority, retry);
    }

    final Execution execution(UUID owner, Instant dispatchAt, Duration retryInterval, boolean retryIntervalFromWorker,
            int lostInARow, Outcome outcome, Instant closedAt) {
        return new Execution(state(), scheduledAt, options(), RowCodec.options(originalOptions),
                new Attempt(attempt, fence, owner, dispatchAt, startedAt, endedAt, retryInterval, retryIntervalFromWorker,
                        lostAttempts, lostInARow),
                new Heartbeats(Payload.ofNullable(heartbeatDetails), heartbeatAt, heartbeatCount),
                RowCodec.failure(lastFailure), lastWorker, requests(), outcome, closedAt);
    }

    final void setCommon(Execution execution) {
        writeByEngine();
        state = execution.state().code();
        scheduledAt = execution.scheduledTime();
        setOptions(execution.options());
        originalOptions = RowCodec.options(execution.original());
        Attempt current = execution.attempt();
        attempt = current.number();
        fence = current.fence();
        lostAttempts = current.lost();
        startedAt = current.startedTime();
        endedAt = current.endedTime();
        Heartbeats heartbeats = execution.heartbeats();
        heartbeatDetails = Payload.bytes(heartbeats.details());
        heartbeatAt = heartbeats.time();
        heartbeatCount = heartbeats.count();
        lastFailure = RowCodec.failure(execution.lastFailure());
        lastFailureType = FailureType.of(execution.lastFailure());
        lastWorker = execution.lastWorker();
        requests = RowCodec.requests(execution.requests());
    }

    private void setOptions(Options options) {
        taskQueue = options.taskQueue();
        scheduleToClose = Micros.of(options.scheduleToClose());
        scheduleToStart = Micros.of(options.scheduleToStart());
        startToClose = Micros.of(options.startToClose());
        heartbeatTimeout = Micros.of(options.heartbeat());
        startDelay = Micros.of(options.startDelay());
        priority = (short) options.priority();
        RetryRules retry = options.retry();
        retryInitialInterval = Micros.of(retry.initialInterval());
        retryCoefficient = retry.backoffCoefficient();
        retryMaximumInterval = Micros.of(retry.maximumInterval());
        retryMaximumAttempts = retry.maximumAttempts();
        retryNonRetryable = RowCodec.nonRetryable(retry);
    }
}
