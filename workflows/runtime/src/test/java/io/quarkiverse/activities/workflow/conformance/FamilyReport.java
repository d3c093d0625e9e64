package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/**
 * How the scripts of a family fared.
 *
 * @param differences the name of each script that differs, with the first difference
 */
record FamilyReport(String family, int passed, List<String> differences) {

    /** Plays the scripts of a family by Temporal's rules: what comes must be what was recorded. */
    static FamilyReport asTemporal(String family, Executor threads, boolean cached) {
        List<String> differences = new ArrayList<>();
        List<JsonNode> scripts = Recordings.of(family);
        for (JsonNode script : scripts) {
            JsonNode expected = NamedDifference.terminatedRunAnswers(script);
            String first = null;
            for (Lateness lateness : Lateness.ALL) {
                JsonNode played = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, Delivery.TASK_END, lateness).play();
                String difference = Comparison.firstDifference(expected, played);
                if (difference == null) {
                    first = null;
                    break;
                }
                first = first == null ? difference : first;
            }
            note(script, first, differences);
        }
        return new FamilyReport(family, scripts.size() - differences.size(), differences);
    }

    /** Plays them by our rules. What is expected follows from the recording and the named differences. */
    static FamilyReport ours(String family, Executor threads, boolean cached) {
        List<String> differences = new ArrayList<>();
        List<JsonNode> scripts = Recordings.of(family);
        for (JsonNode script : scripts) {
            String first = null;
            for (Lateness lateness : Lateness.ALL) {
                JsonNode asTemporal = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, Delivery.TASK_END, lateness)
                        .play();
                JsonNode ours = new ScriptPlayer(script, threads, Rules.CURRENT, cached, Delivery.TASK_END, lateness).play();
                JsonNode expected = NamedDifference
                        .awaitTellsCondition(NamedDifference.terminatedRunAnswers(script), asTemporal);
                String difference = Comparison.firstDifference(expected, NamedDifference.withoutTimersOfAwait(ours, ours));
                if (difference == null) {
                    first = null;
                    break;
                }
                first = first == null ? difference : first;
            }
            note(script, first, differences);
        }
        return new FamilyReport(family, scripts.size() - differences.size(), differences);
    }

    /**
     * Plays them by our rules with immediate delivery. What comes with a full replay before every task must be what comes when
     * runs stay in memory, and nothing may diverge that did not diverge in the recording.
     */
    static FamilyReport immediate(String family, Executor threads) {
        List<String> differences = new ArrayList<>();
        List<JsonNode> scripts = Recordings.of(family);
        for (JsonNode script : scripts) {
            JsonNode cached = new ScriptPlayer(script, threads, Rules.CURRENT, true, Delivery.IMMEDIATE, Lateness.NONE).play();
            JsonNode uncached = new ScriptPlayer(script, threads, Rules.CURRENT, false, Delivery.IMMEDIATE, Lateness.NONE)
                    .play();
            String difference = Comparison.firstDifference(asScript(script, cached), uncached);
            note(script, difference == null ? divergence(script, uncached) : difference, differences);
        }
        return new FamilyReport(family, scripts.size() - differences.size(), differences);
    }

    /** {@return what was played as what is expected} */
    private static JsonNode asScript(JsonNode script, JsonNode played) {
        ObjectNode expected = script.deepCopy();
        expected.set("runs", played.get("runs"));
        expected.set("results", played.get("results"));
        for (int i = 0; i < expected.get("actions").size(); i++) {
            ((ObjectNode) expected.get("actions").get(i)).set("answer", played.get("answers").get(i));
        }
        return expected;
    }

    private static String divergence(JsonNode script, JsonNode played) {
        return script.toString().contains("NON_DETERMINISTIC") || !played.toString().contains("NON_DETERMINISTIC") ? null
                : "diverged: " + played;
    }

    private static void note(JsonNode script, String difference, List<String> differences) {
        if (difference != null) {
            differences.add(script.get("name").asText() + ": " + difference);
        }
    }

    @Override
    public String toString() {
        return family + ": " + passed + " of " + (passed + differences.size()) + String.join("", differences.stream()
                .map(difference -> "\n  " + difference).toList());
    }
}
