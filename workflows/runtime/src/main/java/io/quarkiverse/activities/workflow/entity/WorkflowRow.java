package io.quarkiverse.activities.workflow.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

import io.quarkiverse.activities.entity.StoreRow;

/** The columns that open and closed runs of workflows have in common. */
@MappedSuperclass
public abstract class WorkflowRow extends StoreRow {

    @Id
    @Column(name = "run_id", nullable = false)
    private UUID runId;

    @Column(name = "workflow_id", nullable = false, length = 1000)
    private String workflowId;

    @Column(name = "workflow_type", nullable = false, length = 1000)
    private String workflowType;

    @Column(name = "task_queue", nullable = false, length = 1000)
    private String taskQueue;

    @Column(name = "priority", nullable = false)
    private short priority;

    @Column(name = "attempt", nullable = false)
    private int attempt;

    @Column(name = "scheduled_at", nullable = false)
    private Instant scheduledAt;

    @Column(name = "first_run_id", nullable = false)
    private UUID firstRunId;

    @Column(name = "parent_run_id")
    private UUID parentRunId;

    @Column(name = "parent_workflow_id", length = 1000)
    private String parentWorkflowId;

    /** {@return the run ID, which the engine never uses again} */
    public UUID getRunId() {
        return runId;
    }

    /** {@return the Workflow Id, unique among open runs} */
    public String getWorkflowId() {
        return workflowId;
    }

    /** {@return the Workflow Type} */
    public String getWorkflowType() {
        return workflowType;
    }

    /** {@return the Task Queue} */
    public String getTaskQueue() {
        return taskQueue;
    }

    /** {@return the priority that was set; 0 if none was set} */
    public int getPriority() {
        return priority;
    }

    /** {@return the number of the attempt under the retry policy of the workflow, counted from 1} */
    public int getAttempt() {
        return attempt;
    }

    /** {@return when the run was started} */
    public Instant getScheduledAt() {
        return scheduledAt;
    }

    /** {@return the first run of the chain, which continues as new or retries; the run itself if it is the first} */
    public UUID getFirstRunId() {
        return firstRunId;
    }

    /** {@return the run of the parent; empty if this is no child workflow} */
    public Optional<UUID> getParentRunId() {
        return Optional.ofNullable(parentRunId);
    }

    /** {@return the Workflow Id of the parent; empty if this is no child workflow} */
    public Optional<String> getParentWorkflowId() {
        return Optional.ofNullable(parentWorkflowId);
    }

    @Override
    protected String howToChange() {
        return "change runs through WorkflowClient, whose handles cancel, terminate, pause and reset them";
    }
}
