package io.quarkiverse.activities.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.Execution;

/** An open Activity Execution. Read it with ordinary Panache queries. Only the engine writes it. */
@Entity
@Table(name = "activity_execution")
public class ActivityExecution extends ExecutionRow {

    @Column(name = "owner")
    private UUID owner;

    @Column(name = "claim_rank", nullable = false)
    private short claimRank;

    @Column(name = "dispatch_at", nullable = false)
    private Instant dispatchAt;

    @Column(name = "deadline_at")
    private Instant deadlineAt;

    @Column(name = "retry_interval")
    private Long retryInterval;

    @Column(name = "retry_interval_from_worker", nullable = false)
    private boolean retryIntervalFromWorker;

    @Column(name = "lost_in_a_row", nullable = false)
    private int lostInARow;

    /** {@return the node that runs the current attempt; empty if none does} */
    public Optional<UUID> getOwner() {
        return Optional.ofNullable(owner);
    }

    /** {@return the time from which a worker may take the current attempt} */
    public Instant getDispatchAt() {
        return dispatchAt;
    }

    public Instant deadlineAt() {
        return deadlineAt;
    }

    /**
     * Sets the earliest of the deadlines that apply. The scheduled time as the deadline marks a start that joined a transaction
     * and is not armed yet.
     */
    public void setDeadlineAt(Instant deadlineAt) {
        writeByEngine();
        this.deadlineAt = deadlineAt;
    }

    public Execution toExecution() {
        return execution(owner, dispatchAt, retryInterval == null ? null : Micros.duration(retryInterval),
                retryIntervalFromWorker, lostInARow, null, null);
    }

    /**
     * Sets all columns that the state machine decides, except the deadline, which {@link #setDeadlineAt} sets.
     *
     * @param maximumLostAttempts after how many attempts that are lost in a row the engine pauses an execution, or 0
     */
    public void set(Execution execution, int maximumLostAttempts) {
        setCommon(execution);
        Attempt current = execution.attempt();
        owner = current.owner();
        claimRank = ClaimRank.of(execution.options().priority(), current.lostInARow(), maximumLostAttempts);
        dispatchAt = current.dispatchTime();
        retryInterval = current.retryInterval() == null ? null : Micros.of(current.retryInterval());
        retryIntervalFromWorker = current.intervalFromWorker();
        lostInARow = current.lostInARow();
    }
}
