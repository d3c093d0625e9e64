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

/** An order, and how far it got. */
@Entity
@Table(name = "orders")
public class Order extends PanacheEntityBase {

    /** What has been done for an order, in this sequence. */
    public enum Status {
        PLACED,
        RESERVED,
        CHARGED,
        INVOICED,
        DONE
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

    // Not H2's own enum type: right after a restart, comparing a column of it has failed now and then
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false, length = 20)
    public Status status = Status.PLACED;

    /** How often this order was brought to its end: 1 when all is well. */
    @Column(name = "times_done")
    public int timesDone;

    static Order find(long id) {
        return findById(id);
    }

    /** Takes the order one step further; a step that comes out of turn is a bug, and is told so. */
    void advance(Status from, Status to) {
        if (status != from) {
            throw new IllegalStateException("Order " + id + " is " + status + ", not " + from);
        }
        status = to;
    }
}
