package io.quarkiverse.activities.workflow.test.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.quarkiverse.activities.workflow.conformance.ByHand;
import io.quarkiverse.activities.workflow.conformance.Comparison;
import io.quarkiverse.activities.workflow.conformance.Delivery;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.conformance.Lateness;
import io.quarkiverse.activities.workflow.conformance.NamedDifference;
import io.quarkiverse.activities.workflow.conformance.Recordings;
import io.quarkiverse.activities.workflow.conformance.ScriptPlayer;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/**
 * What a recording lets expect of our engine. The model of Temporal's server in memory must reproduce the recording. What the
 * same model plays with the named differences is the expectation. A recording that the model does not reproduce is expected as
 * it is, but for what {@link ByHand} changes.
 * <p>
 * In a recording that the model reproduces only if something is late, timers of the server came after what should have come
 * after them. This engine is late in another way, or not at all, so what the model plays with any kind of lateness is expected.
 *
 * @param scripts the script, with answers, runs and results as they are expected; several if there is a race
 * @param differs whether that is not what was recorded
 * @param took how long the script takes, without what it lingers
 */
record Expectation(List<ObjectNode> scripts, boolean differs, Duration took) {

    private static final boolean HISTORIES = Boolean.parseBoolean(System.getProperty("conformance.histories", "true"));

    /** @throws IllegalArgumentException if the script cannot be played */
    static Expectation of(JsonNode script, Executor threads) {
        if (Recordings.problem(script) != null) {
            throw new IllegalArgumentException(Recordings.problem(script));
        }
        ObjectNode recorded = (ObjectNode) NamedDifference.terminatedRunAnswers(script);
        Duration took = null;
        for (Lateness lateness : Lateness.ALL) {
            ScriptPlayer temporal = new ScriptPlayer(script, threads, Rules.TEMPORAL, true, Delivery.TASK_END, lateness);
            JsonNode asTemporal = temporal.play();
            if (temporal.unknown() != null) {
                throw new IllegalArgumentException(temporal.unknown());
            }
            took = temporal.took();
            if (Comparison.firstDifference(recorded, asTemporal) == null) {
                ObjectNode expected = ours(script, threads, lateness);
                boolean differs = difference(compared(recorded), compared(expected)) != null;
                List<ObjectNode> all = new ArrayList<>(List.of(expected));
                // Difference 5: a body hears between two heartbeats at the earliest, and as in Temporal at the latest
                boolean hears = differs && recorded.toString().contains("heartbeat threw");
                if (hears || lateness != Lateness.NONE) {
                    Lateness.ALL.stream().filter(other -> other != lateness)
                            .forEach(other -> all.add(ours(script, threads, other)));
                }
                if (hears) {
                    all.add(recorded);
                }
                return new Expectation(all, differs, took);
            }
        }
        ObjectNode derived = ByHand.derived(recorded);
        List<ObjectNode> all = new ArrayList<>(List.of(derived));
        if (!derived.equals(recorded)) {
            Lateness.ALL.forEach(lateness -> all.add(ours(script, threads, lateness))); // its timing is that of chance
        }
        return new Expectation(all, !derived.equals(recorded), took);
    }

    private static ObjectNode ours(JsonNode script, Executor threads, Lateness lateness) {
        ObjectNode ours = asScript(script,
                new ScriptPlayer(script, threads, Rules.CURRENT, true, Delivery.TASK_END, lateness).ours().play());
        for (int i = 0; i < ours.get("runs").size(); i++) {
            JsonNode recorded = script.get("runs").path(i);
            if (!recorded.isMissingNode() && !recorded.has("history")) {
                ((ObjectNode) ours.get("runs").get(i)).remove("history"); // it was another one in each recording
            }
        }
        return ours;
    }

    /** {@return the script with what was played in place of what was recorded} */
    private static ObjectNode asScript(JsonNode script, JsonNode played) {
        ObjectNode expected = script.deepCopy();
        expected.set("runs", played.get("runs").deepCopy());
        expected.set("results", played.get("results"));
        for (int i = 0; i < expected.get("actions").size(); i++) {
            ((ObjectNode) expected.get("actions").get(i)).set("answer", played.get("answers").get(i));
        }
        return expected;
    }

    /** {@return how what was played differs from what is expected, or null} */
    String firstDifference(JsonNode played) {
        String first = null;
        for (ObjectNode script : scripts) {
            String difference = firstDifference(script, played);
            if (difference == null) {
                return null;
            }
            first = first == null ? difference : first;
        }
        return first;
    }

    private static String firstDifference(JsonNode script, JsonNode played) {
        ObjectNode expected = compared(NamedDifference.withoutTimersOfAwait(script, script));
        ObjectNode found = compared(NamedDifference.withoutTimersOfAwait(asScript(script, played), script));
        for (int i = 0; i < Math.min(expected.get("runs").size(), found.get("runs").size()); i++) {
            ObjectNode run = (ObjectNode) expected.get("runs").get(i);
            makeComparable(run, (ObjectNode) found.get("runs").get(i));
            if (script.get("runs").get(i).has("taskFailure")) {
                asOftenAs(run, found.get("runs").get(i));
            }
        }
        return difference(expected, found);
    }

    private static void makeComparable(ObjectNode expected, ObjectNode found) {
        if (!HISTORIES || !expected.has("history")) {
            expected.remove("history");
            found.remove("history");
        } else {
            Set<String> activities = new HashSet<>();
            expected.path("activities").fieldNames().forEachRemaining(activities::add);
            withoutNames(expected, activities);
            withoutNames(found, activities);
        }
        if (!expected.has("log")) {
            found.remove("log"); // the recordings have none of runs whose task was failing
        }
        bodiesOfStoppedNodes(expected);
    }

    private static String difference(ObjectNode expected, ObjectNode found) {
        ArrayNode answers = found.putArray("answers");
        found.get("actions").forEach(action -> answers.add(action.get("answer")));
        return Comparison.firstDifference(expected, found);
    }

    /** The history has no names of Local Activities, and none of activities without a row. */
    private static void withoutNames(ObjectNode run, Set<String> known) {
        ArrayNode events = JsonConversion.MAPPER.createArrayNode();
        for (JsonNode event : run.get("history")) {
            String text = event.asText().replaceFirst("^(MarkerRecorded LocalActivity) [^ ]+", "$1 " + HistoryView.UNKNOWN);
            String name = text.substring(text.indexOf(' ') + 1);
            events.add(text.startsWith("ActivityTaskScheduled ") && !known.contains(name)
                    ? "ActivityTaskScheduled " + HistoryView.UNKNOWN
                    : text);
        }
        run.set("history", events);
    }

    /** A task that fails is tried again after a backoff, in Temporal after the task timeout: bodies run more often. */
    private static void asOftenAs(JsonNode expected, JsonNode run) {
        run.path("local").fields().forEachRemaining(local -> {
            int tries = expected.path("local").path(local.getKey()).size();
            for (ArrayNode bodies = (ArrayNode) local.getValue(); tries > 0 && bodies.size() > tries;) {
                bodies.remove(tries);
            }
        });
    }

    /** The node of a script that is stopped runs Workflow Tasks only: its activities run on, in the same attempt. */
    private static void bodiesOfStoppedNodes(JsonNode run) {
        run.path("activities").fields().forEachRemaining(activity -> {
            ArrayNode bodies = (ArrayNode) activity.getValue().get("bodies");
            for (int i = bodies.size() - 2; i >= 0; i--) {
                if (bodies.get(i).asText().equals("threw InterruptedException")) {
                    bodies.remove(i + 1);
                    bodies.remove(i);
                    earlierAttempt((ArrayNode) run.get("history"), activity.getKey());
                }
            }
        });
    }

    private static void earlierAttempt(ArrayNode history, String activity) {
        String started = "ActivityTaskStarted " + activity + " attempt ";
        for (int i = 0; history != null && i < history.size(); i++) {
            String event = history.get(i).asText();
            if (event.startsWith(started)) {
                history.set(i, TextNode.valueOf(started + (Integer.parseInt(event.substring(started.length())) - 1)));
            }
        }
    }

    /**
     * {@return a script without what is not compared, because this engine does not show it: the first task that failed, retry
     * states of runs, and who ended a run} Texts of timeouts are for people, and ours are our own.
     */
    private static ObjectNode compared(JsonNode expected) {
        ObjectNode copy = expected.deepCopy();
        for (JsonNode each : copy.get("runs")) {
            ObjectNode run = (ObjectNode) each;
            run.remove("taskFailure");
            run.remove("retryState");
            run.remove("details");
            for (JsonNode activity : run.path("activities")) {
                ((ObjectNode) activity).remove("details");
            }
        }
        copy.get("results").forEach(Expectation::comparedResult);
        copy.get("actions").forEach(action -> comparedResult(action.get("answer")));
        return copy;
    }

    private static void comparedResult(JsonNode result) {
        if (result.has("closedBy")) {
            ((ObjectNode) result).remove("retryState");
            if (result.get("cause").path("kind").asText().equals("timeout")) {
                ((ObjectNode) result.get("cause")).remove("message");
            }
        }
    }
}
