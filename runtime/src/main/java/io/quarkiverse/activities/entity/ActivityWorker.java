package io.quarkiverse.activities.entity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkiverse.activities.runtime.codec.RowCodec;

/** A node that serves, or has served, Task Queues. It keeps its attempts for as long as its lease is valid. */
@Entity
@Table(name = "activity_worker")
public class ActivityWorker extends StoreRow {

    @Id
    @Column(name = "node_id", nullable = false)
    private UUID nodeId;

    @Column(name = "identity", nullable = false)
    private String identity;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "lease_until", nullable = false)
    private Instant leaseUntil;

    @Column(name = "task_queues")
    private String taskQueues;

    /** {@return the identifier of the node; each start of a node has a new one} */
    public UUID getNodeId() {
        return nodeId;
    }

    /** {@return the name of the node} */
    public String getIdentity() {
        return identity;
    }

    /** {@return when the node started} */
    public Instant getStartedAt() {
        return startedAt;
    }

    /** {@return when the lease of the node expires} */
    public Instant getLeaseUntil() {
        return leaseUntil;
    }

    /** {@return the Task Queues the node serves} */
    public List<String> getTaskQueues() {
        return RowCodec.strings(taskQueues);
    }

    void set(UUID nodeId, String identity, Instant startedAt, Instant leaseUntil, List<String> taskQueues) {
        writeByEngine();
        this.nodeId = nodeId;
        this.identity = identity;
        this.startedAt = startedAt;
        this.leaseUntil = leaseUntil;
        this.taskQueues = RowCodec.strings(taskQueues);
    }
}
