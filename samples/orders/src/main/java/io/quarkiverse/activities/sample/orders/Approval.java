package io.quarkiverse.activities.sample.orders;

/** The decision about a large order. */
public record Approval(boolean approved) {
}
