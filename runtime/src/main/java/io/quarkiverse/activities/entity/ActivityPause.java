package io.quarkiverse.activities.entity;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An Activity Type that is paused: no node takes tasks of it. A type that is not paused has no row. */
@Entity
@Table(name = "activity_pause")
public class ActivityPause extends StoreRow {

    @Id
    @Column(name = "activity_type", nullable = false, length = 1000)
    private String activityType;

    @Column(name = "pause_reason", length = 1000)
    private String pauseReason;

    @Column(name = "paused_by", length = 1000)
    private String pausedBy;

    @Column(name = "paused_at", nullable = false)
    private Instant pausedAt;

    /** {@return the Activity Type} */
    public String getActivityType() {
        return activityType;
    }

    /** {@return why the type was paused; empty if no reason was given} */
    public Optional<String> getPauseReason() {
        return Optional.ofNullable(pauseReason);
    }

    /** {@return who paused the type} */
    public Optional<String> getPausedBy() {
        return Optional.ofNullable(pausedBy);
    }

    /** {@return when the type was paused} */
    public Instant getPausedAt() {
        return pausedAt;
    }
}
