package io.quarkiverse.activities.workflow.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in the bodies of activities. */
final class BodyLog {

    private static final Map<String, List<String>> LINES = new ConcurrentHashMap<>();
    private static final Map<String, Map<String, List<String>>> LOCAL = new ConcurrentHashMap<>();

    private BodyLog() {
    }

    /** {@return the lines of an activity, to add to} */
    static List<String> of(String activityRunId) {
        return LINES.computeIfAbsent(activityRunId, id -> new CopyOnWriteArrayList<>());
    }

    /** {@return the lines of the Local Activities with this name, to add to} */
    static List<String> ofLocal(String workflowRunId, String name) {
        return LOCAL.computeIfAbsent(workflowRunId, id -> new ConcurrentHashMap<>()).computeIfAbsent(name,
                key -> new CopyOnWriteArrayList<>());
    }

    /** {@return the lines of the Local Activities of a run, by name} */
    static Map<String, List<String>> locals(String workflowRunId) {
        Map<String, List<String>> copy = new TreeMap<>();
        LOCAL.getOrDefault(workflowRunId, Map.of()).forEach((name, lines) -> copy.put(name, new ArrayList<>(lines)));
        return copy;
    }
}
