package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;

/** An order and its progress. */
@Entity
@Table(name = "orders")
public class Order extends PanacheEntityBase {

    /** The last completed step, or how the order ended without being shipped. */
    public enum Status {
        PLACED,
        RESERVED,
        AWAITING_APPROVAL,
        CHARGED,
        INVOICED,
        DONE,
        DECLINED,
        NOT_APPROVED
    }

    @Id
    public long id;

    @Column(nullable = false)
    public String customer;

    @Column(nullable = false)
    public String email;

    @Column(nullable = false)
    public String sku;

    public int quantity;

    @Column(nullable = false)
    public BigDecimal amount;

    // As VARCHAR: with H2's own enum type, comparisons occasionally failed right after a restart
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false, length = 20)
    public Status status = Status.PLACED;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "processed_by", nullable = false, length = 20)
    public ProcessedBy processedBy = ProcessedBy.ACTIVITIES;

    /** How often this order was completed; 1 at the end. */
    @Column(name = "times_done")
    public int timesDone;

    static Order find(long id) {
        return findById(id);
    }

    /** @throws IllegalStateException if the order is not in the expected status, which would be a bug */
    void advance(Status from, Status to) {
        if (status != from) {
            throw new IllegalStateException("Order " + id + " is " + status + ", not " + from);
        }
        status = to;
    }
}
