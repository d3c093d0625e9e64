package io.quarkiverse.activities.it;

import java.util.List;

/** An argument of an activity. Nothing else in the application serializes this type to JSON. */
public record Parcel(String to, List<Item> content) {

    public record Item(String name) {
    }
}
