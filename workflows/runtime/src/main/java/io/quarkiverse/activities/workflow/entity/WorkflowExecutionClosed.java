package io.quarkiverse.activities.workflow.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.quarkiverse.activities.workflow.WorkflowStatus;

/** A closed run of a workflow, kept for the retention period. The engine writes it once, when the run closes. */
@Entity
@Table(name = "workflow_execution_closed")
public class WorkflowExecutionClosed extends WorkflowRow {

    @Column(name = "state", nullable = false)
    @Convert(converter = ClosedRunStatus.class)
    private WorkflowStatus status;

    @Column(name = "closed_at", nullable = false)
    private Instant closedAt;

    @Column(name = "next_run_id")
    private UUID nextRunId;

    /** {@return how the run closed; also for queries: {@code WorkflowExecutionClosed.list("status", WorkflowStatus.FAILED)}} */
    public WorkflowStatus getStatus() {
        return status;
    }

    /** {@return when the run closed} */
    public Instant getClosedAt() {
        return closedAt;
    }

    /** {@return the run that continues this one: a retry, or the next one after continue-as-new; empty if there is none} */
    public Optional<UUID> getNextRunId() {
        return Optional.ofNullable(nextRunId);
    }
}
