package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** A charge of the card gateway. There is at most one for each idempotency key. */
@Entity
@Table(name = "charge")
public class Charge extends PanacheEntityBase {

    @Id
    @GeneratedValue
    public Long id;

    @Column(name = "idempotency_key", nullable = false, unique = true)
    public String idempotencyKey;

    @Column(name = "order_id")
    public long orderId;

    @Column(nullable = false)
    public BigDecimal amount;
}
