package io.quarkiverse.activities.workflow.conformance;

import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Finds the first difference between a recording and what was played. */
public final class Comparison {

    /** Texts for people, which are Temporal's own. */
    private static final Set<String> IGNORED = Set.of("says");

    private Comparison() {
    }

    /** {@return the first difference, or null} */
    public static String firstDifference(JsonNode script, JsonNode played) {
        JsonNode actions = script.get("actions");
        for (int i = 0; i < actions.size(); i++) {
            String difference = difference("answer of " + actions.get(i).get("do").asText() + " at " + actions.get(i).get("at"),
                    actions.get(i).get("answer"), played.get("answers").get(i));
            if (difference != null) {
                return difference;
            }
        }
        JsonNode expected = script.get("runs");
        JsonNode found = played.get("runs");
        for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
            String difference = run(expected.get(i), found.get(i));
            if (difference != null) {
                return difference;
            }
        }
        return difference("results", script.get("results"), played.get("results"));
    }

    private static String run(JsonNode expected, JsonNode found) {
        if (expected == null || found == null) {
            return "runs: expected " + name(expected) + ", found " + name(found);
        }
        ObjectNode f = found.deepCopy();
        ObjectNode e = expected.deepCopy();
        if (!e.has("history")) {
            f.remove("history");
        }
        return difference("run " + name(expected), e, f);
    }

    private static String name(JsonNode run) {
        return run == null ? "none" : run.get("id").asText() + "/" + run.get("run");
    }

    private static String difference(String path, JsonNode expected, JsonNode found) {
        if (expected == null || found == null) {
            return expected == found ? null : path + ": expected " + expected + ", found " + found;
        }
        if (expected.isObject() && found.isObject()) {
            return object(path, withoutTexts(expected), withoutTexts(found));
        }
        if (expected.isArray() && found.isArray()) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                String difference = difference(path + "[" + i + "]", expected.get(i), found.get(i));
                if (difference != null) {
                    return difference;
                }
            }
            return null;
        }
        return expected.equals(found) || expected.isNumber() && found.isNumber() && expected.asDouble() == found.asDouble()
                ? null
                : path + ": expected " + expected + ", found " + found;
    }

    /**
     * Leaves out texts of the server and of the JDK. Temporal's Java SDK gives the failure of a canceled child details that are
     * an empty object and cannot be read, and the one of an id in use a text of its own.
     */
    private static JsonNode withoutTexts(JsonNode node) {
        ObjectNode copy = node.deepCopy();
        if (node.path("kind").asText().equals("canceled") && node.path("details").isObject()
                && node.path("details").isEmpty()) {
            copy.remove("details");
        }
        if (node.path("type").asText().equals("WorkflowExecutionAlreadyStarted")) {
            copy.remove("message");
        }
        if (node.path("timeoutType").asText().equals("SCHEDULE_TO_CLOSE")
                || node.path("message").asText().startsWith("Cannot invoke")) {
            copy.remove("message");
        }
        return copy;
    }

    private static String object(String path, JsonNode expected, JsonNode found) {
        Set<String> names = new TreeSet<>();
        for (Iterator<String> each = expected.fieldNames(); each.hasNext();) {
            names.add(each.next());
        }
        for (Iterator<String> each = found.fieldNames(); each.hasNext();) {
            names.add(each.next());
        }
        for (String name : names) {
            if (!IGNORED.contains(name) && !name.startsWith("_")) {
                String difference = difference(path + "." + name, expected.get(name), found.get(name));
                if (difference != null) {
                    return difference;
                }
            }
        }
        return null;
    }
}
