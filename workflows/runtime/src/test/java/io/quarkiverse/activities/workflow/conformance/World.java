package io.quarkiverse.activities.workflow.conformance;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * What surrounds the programs of one script, and what the two kinds of statements know that cheat: how often something has run
 * anywhere, and which build the node has.
 */
public final class World {

    private final String prefix;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> held = new ConcurrentHashMap<>();
    private volatile int build = 1;
    private volatile String unknown;

    public World() {
        this("");
    }

    /** @param prefix what all Workflow Ids of the script begin with */
    public World(String prefix) {
        this.prefix = prefix;
    }

    String prefix() {
        return prefix;
    }

    /** {@return how often this has been counted, including now} */
    int count(String what) {
        return counts.merge(what, 1, Integer::sum);
    }

    /** Notes a line of the log in which await answered false although its condition held. */
    void held(String runId, int line) {
        held.computeIfAbsent(runId, id -> new ConcurrentSkipListSet<>()).add(line);
    }

    /** {@return the lines that were noted} */
    Set<Integer> held(String runId) {
        return held.getOrDefault(runId, Set.of());
    }

    /** Notes that a program has something that its interpreter does not know. */
    void unknown(String what) {
        unknown = what;
    }

    /** {@return what the interpreter of the program does not know, or null} */
    public String unknown() {
        return unknown;
    }

    int build() {
        return build;
    }

    public void build(int newBuild) {
        build = newBuild;
    }
}
