package io.quarkiverse.activities.benchmarks.ours;

import java.util.UUID;

/** An argument of ordinary size: about 110 bytes of JSON. */
public record Order(UUID id, String customer, String item, int amount) {

    static Order next(int number) {
        return new Order(UUID.randomUUID(), "customer " + number, "a thing of some kind", number % 100);
    }
}
