package io.quarkiverse.activities.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Settings of a Task Queue that apply to all nodes. A queue without such settings has no row. */
@Entity
@Table(name = "activity_queue")
public class ActivityQueue extends StoreRow {

    @Id
    @Column(name = "name", nullable = false, length = 1000)
    private String name;

    @Column(name = "paused", nullable = false)
    private boolean paused;

    @Column(name = "max_per_second")
    private Double maxPerSecond;

    @Column(name = "next_at")
    private Instant nextAt;

    @Column(name = "pause_reason", length = 1000)
    private String pauseReason;

    @Column(name = "paused_by", length = 1000)
    private String pausedBy;

    @Column(name = "paused_at")
    private Instant pausedAt;

    /** {@return the name of the Task Queue} */
    public String getName() {
        return name;
    }

    /** {@return whether the queue is paused: workers take no tasks from it} */
    public boolean isPaused() {
        return paused;
    }

    /** {@return why the queue was paused; empty if it is not, or if no reason was given} */
    public Optional<String> getPauseReason() {
        return Optional.ofNullable(pauseReason);
    }

    /** {@return who paused the queue; empty if it is not paused} */
    public Optional<String> getPausedBy() {
        return Optional.ofNullable(pausedBy);
    }

    /** {@return when the queue was paused; empty if it is not} */
    public Optional<Instant> getPausedAt() {
        return Optional.ofNullable(pausedAt);
    }

    /** {@return how many tasks all workers together may take from the queue per second; empty if there is no limit} */
    public OptionalDouble getMaxPerSecond() {
        return maxPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(maxPerSecond);
    }

    void set(String name, boolean paused, Double maxPerSecond) {
        writeByEngine();
        this.name = name;
        this.paused = paused;
        this.maxPerSecond = maxPerSecond;
    }
}
