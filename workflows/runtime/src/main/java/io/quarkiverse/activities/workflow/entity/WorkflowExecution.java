package io.quarkiverse.activities.workflow.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.quarkiverse.activities.workflow.runtime.store.RunState;

/** An open run of a workflow. Read it with ordinary Panache queries. Only the engine writes it. */
@Entity
@Table(name = "workflow_execution")
public class WorkflowExecution extends WorkflowRow {

    @Column(name = "state", nullable = false)
    private short state;

    @Column(name = "owner")
    private UUID owner;

    @Column(name = "deadline_at")
    private Instant deadlineAt;

    @Column(name = "task_attempt", nullable = false)
    private int taskAttempt;

    @Column(name = "task_failure")
    private String taskFailure;

    /** {@return whether the code of the workflow does not fit the journal of the run} */
    public boolean isBlocked() {
        return state == RunState.BLOCKED.code();
    }

    /** {@return whether the run is paused} */
    public boolean isPaused() {
        return state == RunState.PAUSED.code();
    }

    /** {@return the node that has the run in memory or runs its Workflow Task; empty if none does} */
    public Optional<UUID> getOwner() {
        return Optional.ofNullable(owner);
    }

    /** {@return when the run times out, by its run timeout or the execution timeout; empty if it never does} */
    public Optional<Instant> getDeadlineAt() {
        return Optional.ofNullable(deadlineAt);
    }

    /** {@return the number of the attempt of the current Workflow Task, counted from 1; more if tasks have failed} */
    public int getTaskAttempt() {
        return taskAttempt;
    }

    /** {@return why the last attempt of the current Workflow Task failed, or why the run is blocked; empty otherwise} */
    public Optional<String> getTaskFailure() {
        return Optional.ofNullable(taskFailure);
    }
}
