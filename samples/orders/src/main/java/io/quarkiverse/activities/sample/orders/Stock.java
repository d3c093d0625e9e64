package io.quarkiverse.activities.sample.orders;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** The stock of an article. */
@Entity
@Table(name = "stock")
public class Stock extends PanacheEntityBase {

    @Id
    public String sku;

    public int available;

    /** Reserves stock with one statement, so that orders of the same article wait for each other only briefly. */
    static void take(String sku, int quantity) {
        if (update("available = available - ?1 where sku = ?2 and available >= ?1", quantity, sku) == 0) {
            throw new OutOfStockException(sku, quantity);
        }
    }

    static void giveBack(String sku, int quantity) {
        update("available = available + ?1 where sku = ?2", quantity, sku);
    }
}
