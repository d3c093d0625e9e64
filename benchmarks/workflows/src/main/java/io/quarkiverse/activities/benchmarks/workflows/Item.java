package io.quarkiverse.activities.benchmarks.workflows;

/** An argument of ordinary size: about 110 bytes of JSON. */
public record Item(long id, String customer, String item, String note, int amount) {

    static Item next(int number) {
        return new Item(number, "customer " + number, "a thing of some kind", "with a note about it", number % 100);
    }
}
