package io.quarkiverse.activities.workflow.conformance;

import java.util.HashMap;
import java.util.Map;

/** What the two kinds of statements know that cheat: how often something has run anywhere, and which build the node has. */
final class World {

    private final Map<String, Integer> counts = new HashMap<>();
    private int build = 1;

    /** {@return how often this has been counted, including now} */
    int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    int build() {
        return build;
    }

    void build(int newBuild) {
        build = newBuild;
    }
}
