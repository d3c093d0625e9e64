package io.quarkiverse.activities.entity;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/**
 * A row of the engine's tables. Anybody may read it through the persistence unit; only the engine writes it.
 */
@MappedSuperclass
public abstract class StoreRow extends PanacheEntityBase {

    @Transient
    private boolean writable;

    /** Marks this instance as about to be written or deleted by the engine. */
    public final void writeByEngine() {
        writable = true;
    }

    // Stateless sessions fire these callbacks too, hence the mark on the instance: it tells the engine's from a user's
    @PrePersist
    @PreUpdate
    @PreRemove
    void refuseForeignWrite() {
        if (!writable) {
            throw new IllegalStateException("An " + getClass().getSimpleName() + " is written by the activities engine only."
                    + " Read it with queries, and change it through ActivityClient: its handles cancel, terminate, pause,"
                    + " update and delete");
        }
    }
}
