package io.quarkiverse.activities.it;

import java.util.List;

/** An argument of an activity, which nothing else in the application turns into JSON. */
public record Parcel(String to, List<Item> content) {

    public record Item(String name) {
    }
}
