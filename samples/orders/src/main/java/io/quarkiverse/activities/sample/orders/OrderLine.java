package io.quarkiverse.activities.sample.orders;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A new order: a line of an uploaded CSV file, with the columns in this order, or a JSON object. */
@JsonPropertyOrder({ "order", "customer", "email", "sku", "quantity", "amount" })
@RegisterForReflection
public record OrderLine(long order, String customer, String email, String sku, int quantity, BigDecimal amount) {

    boolean isComplete() {
        return order > 0 && customer != null && email != null && sku != null && quantity > 0 && amount != null;
    }

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
