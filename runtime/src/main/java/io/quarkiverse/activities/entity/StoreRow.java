package io.quarkiverse.activities.entity;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A row of the engine's tables. Anybody can read it through the persistence unit. Only the engine writes it. */
@MappedSuperclass
public abstract class StoreRow extends PanacheEntityBase {

    @Transient
    private boolean writable;

    /** Allows the engine to write or delete this instance. */
    public final void writeByEngine() {
        writable = true;
    }

    // A mark on the instance, because the engine's stateless sessions fire the same callbacks as a user's session
    @PrePersist
    @PreUpdate
    @PreRemove
    void refuseForeignWrite() {
        if (!writable) {
            throw new IllegalStateException(getClass().getSimpleName()
                    + " is read-only for applications: only the activities engine writes it. Query it, and " + howToChange());
        }
    }

    /** {@return what to do instead of writing the row, for the message of the exception} */
    protected String howToChange() {
        return "change executions through ActivityClient, whose handles cancel, terminate, pause, update and delete them";
    }
}
