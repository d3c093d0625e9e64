package io.quarkiverse.activities.workflow.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the two kinds of statements know that cheat: how often something has run anywhere, and which build the node has. */
final class World {

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Set<Integer>> held = new HashMap<>();
    private int build = 1;

    /** {@return how often this has been counted, including now} */
    int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    /** Notes a line of the log in which await answered false although its condition held. */
    void held(String runId, int line) {
        held.computeIfAbsent(runId, id -> new TreeSet<>()).add(line);
    }

    /** {@return the lines that were noted} */
    Set<Integer> held(String runId) {
        return held.getOrDefault(runId, Set.of());
    }

    int build() {
        return build;
    }

    void build(int newBuild) {
        build = newBuild;
    }
}
