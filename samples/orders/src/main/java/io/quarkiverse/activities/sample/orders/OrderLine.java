package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A line of an uploaded CSV file. The columns are in this order. */
@JsonPropertyOrder({ "order", "customer", "email", "sku", "quantity", "amount" })
@RegisterForReflection
record OrderLine(long order, String customer, String email, String sku, int quantity, BigDecimal amount) {

    Order toOrder() {
        Order placed = new Order();
        placed.id = order;
        placed.customer = customer;
        placed.email = email;
        placed.sku = sku;
        placed.quantity = quantity;
        placed.amount = amount;
        return placed;
    }
}
