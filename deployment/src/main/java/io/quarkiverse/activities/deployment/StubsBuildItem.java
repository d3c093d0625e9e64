package io.quarkiverse.activities.deployment;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/** The keys by which stubs call each activity method, and the reasons why classes have no stub. */
public final class StubsBuildItem extends SimpleBuildItem {

    /** The keys by which stubs call an activity method, by the key of the method. */
    final Map<String, Set<String>> keys;
    /** The reasons why classes have no stub, by class name. */
    public final Map<String, String> stubless;

    StubsBuildItem(Map<String, Set<String>> keys, Map<String, String> stubless) {
        Map<String, Set<String>> copy = new TreeMap<>();
        keys.forEach((method, calls) -> copy.put(method, Collections.unmodifiableSet(new TreeSet<>(calls))));
        this.keys = Collections.unmodifiableMap(copy);
        this.stubless = Collections.unmodifiableMap(new TreeMap<>(stubless));
    }
}
