package io.quarkiverse.activities.sample.orders;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A rendered invoice. */
@Entity
@Table(name = "invoice")
public class Invoice extends PanacheEntityBase {

    @Id
    @Column(name = "order_id")
    public long orderId;

    @Column(nullable = false, length = 20_000)
    public String text;

    static Invoice of(long orderId, String text) {
        Invoice invoice = new Invoice();
        invoice.orderId = orderId;
        invoice.text = text;
        return invoice;
    }
}
