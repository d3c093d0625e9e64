package io.quarkiverse.activities.deployment;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkus.builder.item.SimpleBuildItem;

/** By which keys stubs call each activity method, and which classes have no stub, and why. */
final class StubsBuildItem extends SimpleBuildItem {

    final Map<String, Set<String>> keys;
    final Map<String, String> stubless;

    StubsBuildItem(Map<String, Set<String>> keys, Map<String, String> stubless) {
        Map<String, Set<String>> copy = new TreeMap<>();
        keys.forEach((method, known) -> copy.put(method, Collections.unmodifiableSet(new TreeSet<>(known))));
        this.keys = Collections.unmodifiableMap(copy);
        this.stubless = Collections.unmodifiableMap(new TreeMap<>(stubless));
    }
}
