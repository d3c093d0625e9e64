package io.quarkiverse.activities.entity;

import java.time.Instant;
import java.util.OptionalDouble;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What was decided for a Task Queue as a whole. A queue that nothing was decided for has no row. */
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

    /** {@return the name of the Task Queue} */
    public String getName() {
        return name;
    }

    /** {@return whether workers take nothing from it} */
    public boolean isPaused() {
        return paused;
    }

    /** {@return how many tasks a second all workers together may take from it} */
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
