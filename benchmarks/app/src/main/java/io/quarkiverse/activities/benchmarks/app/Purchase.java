package io.quarkiverse.activities.benchmarks.app;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A business row that transactions write. The driver creates the table. */
@Entity
public class Purchase extends PanacheEntityBase {

    @Id
    public UUID id;
    public String customer;
    public int amount;

    protected Purchase() {
    }

    public Purchase(String customer, int amount) {
        id = UUID.randomUUID();
        this.customer = customer;
        this.amount = amount;
    }
}
