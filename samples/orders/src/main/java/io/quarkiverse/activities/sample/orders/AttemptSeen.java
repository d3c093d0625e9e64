package io.quarkiverse.activities.sample.orders;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An attempt that began. Only the test reads it, to check that no attempt number was used twice. */
@Entity
@Table(name = "attempt_seen")
public class AttemptSeen extends PanacheEntityBase {

    @Id
    @GeneratedValue
    public Long id;

    @Column(name = "run_id", nullable = false)
    public String runId;

    @Column(name = "activity_id", nullable = false)
    public String activityId;

    @Column(name = "activity_type", nullable = false)
    public String activityType;

    public int attempt;

    @Column(name = "seen_at", nullable = false)
    public Instant seenAt;
}
