package io.quarkiverse.activities.entity;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.codec.RetryStateCode;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.spi.Payload;

/** A closed Activity Execution, kept for the retention period. The engine writes it once, when the execution closes. */
@Entity
@Table(name = "activity_execution_closed")
public class ActivityExecutionClosed extends ExecutionRow {

    /** The state as an enum, for queries: {@code ActivityExecutionClosed.list("status", ActivityStatus.FAILED)}. */
    @Column(name = "state", nullable = false, insertable = false, updatable = false)
    @Convert(converter = ClosedStatus.class)
    private ActivityStatus status;

    @Column(name = "closed_at", nullable = false)
    private Instant closedAt;

    @Column(name = "result")
    private byte[] result;

    @Column(name = "failure")
    private byte[] failure;

    @Column(name = "retry_state")
    private Short retryState;

    @Column(name = "deleted", nullable = false)
    private boolean deleted;

    @Column(name = "arrival", insertable = false, updatable = false)
    private Long arrival;

    /** {@return the row that replaces an open row when its execution closes} */
    public static ActivityExecutionClosed of(ActivityExecution open, Execution closed) {
        ActivityExecutionClosed row = new ActivityExecutionClosed();
        row.copyHistory(open);
        row.set(closed);
        return row;
    }

    /** {@return when the execution closed} */
    public Instant getClosedAt() {
        return closedAt;
    }

    /** {@return whether this run was deleted; the rest of its row makes sure that its id is not found} */
    public boolean isDeleted() {
        return deleted;
    }

    /** {@return the place of this execution in the inbox of its run, or null if it belongs to none} */
    public Long arrival() {
        return arrival;
    }

    void setDeleted(boolean deleted) {
        writeByEngine();
        this.deleted = deleted;
    }

    public Execution toExecution() {
        return execution(null, null, null, false, 0, outcome(), closedAt);
    }

    public Outcome outcome() {
        return new Outcome(Payload.ofNullable(result), RowCodec.failure(failure), RetryStateCode.of(retryState));
    }

    void set(Execution execution) {
        setCommon(execution);
        closedAt = execution.closedTime();
        Outcome outcome = execution.outcome();
        result = Payload.bytes(outcome.result());
        failure = RowCodec.failure(outcome.failure());
        retryState = RetryStateCode.code(outcome.retryState());
    }
}
