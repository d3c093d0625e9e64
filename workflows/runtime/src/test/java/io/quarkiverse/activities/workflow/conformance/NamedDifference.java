package io.quarkiverse.activities.workflow.conformance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The differences from Temporal that are named in the design, with their numbers there, as rules that change what a recording
 * expects. The others concern what a server does, and the server of these tests does as Temporal.
 */
public final class NamedDifference {

    private NamedDifference() {
    }

    /**
     * Difference 1: {@code await} with a timeout tells whether its condition holds, and cancels its timer when it does.
     *
     * @param asTemporal the script as it was played by Temporal's rules: it knows where a condition held when {@code await}
     *        answered false, and which timers were those of {@code await}
     * @return the script with what follows from the difference: other answers, and a history without the timers of
     *         {@code await}
     */
    public static JsonNode awaitTellsCondition(JsonNode script, JsonNode asTemporal) {
        ObjectNode derived = script.deepCopy();
        for (int i = 0; i < derived.get("runs").size(); i++) {
            ObjectNode run = (ObjectNode) derived.get("runs").get(i);
            JsonNode played = asTemporal.get("runs").get(i);
            if (run.has("log")) {
                for (JsonNode index : played.path(RunView.HELD)) {
                    ((ArrayNode) run.get("log").get(index.asInt())).set(1,
                            JsonConversion.MAPPER.getNodeFactory().booleanNode(true));
                }
            }
        }
        return withoutTimersOfAwait(derived, asTemporal);
    }

    /** {@return a script, or what was played, with histories that leave out the timers of await and count the others} */
    public static JsonNode withoutTimersOfAwait(JsonNode of, JsonNode played) {
        ObjectNode copy = of.deepCopy();
        for (int i = 0; i < Math.min(copy.get("runs").size(), played.get("runs").size()); i++) {
            ObjectNode run = (ObjectNode) copy.get("runs").get(i);
            if (run.has("history")) {
                Set<String> left = new HashSet<>();
                played.get("runs").get(i).path(RunView.AWAIT_TIMERS).forEach(name -> left.add(name.asText()));
                run.set("history", withoutTimers(run.get("history"), left));
            }
        }
        return copy;
    }

    private static ArrayNode withoutTimers(JsonNode history, Set<String> leftOut) {
        ArrayNode events = JsonConversion.MAPPER.createArrayNode();
        Map<String, String> names = new HashMap<>();
        for (JsonNode event : history) {
            String[] words = event.asText().split(" ");
            if (!words[0].startsWith("Timer")) {
                events.add(event);
            } else if (!leftOut.contains(words[1])) {
                events.add(words[0] + " " + names.computeIfAbsent(words[1], name -> "t" + (names.size() + 1)));
            }
        }
        return events;
    }

    /** Difference 6: a terminated run can be queried. The answer is its log. */
    public static JsonNode terminatedRunAnswers(JsonNode script) {
        ObjectNode derived = script.deepCopy();
        for (JsonNode action : derived.get("actions")) {
            boolean refused = action.get("do").asText().equals("query")
                    && action.get("answer").path("code").asText().equals("INVALID_ARGUMENT") && !action.has("type")
                    && action.path("what").asText("log").equals("log");
            JsonNode run = derived.get("runs").get(0);
            if (refused && run.get("status").asText().equals("TERMINATED")) {
                ObjectNode answer = JsonConversion.MAPPER.createObjectNode();
                answer.set("value", run.get("log"));
                ((ObjectNode) action).set("answer", answer);
            }
        }
        return derived;
    }
}
