package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

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
        return of(family, script -> {
            JsonNode expected = NamedDifference.terminatedRunAnswers(script);
            return firstDifference(lateness -> {
                ScriptPlayer player = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, Delivery.TASK_END, lateness);
                return Comparison.firstDifference(expected, player.play());
            });
        });
    }

    /** Plays them by our rules. The recording and the named differences give the expectation. */
    static FamilyReport ours(String family, Executor threads, boolean cached) {
        return of(family, script -> firstDifference(lateness -> {
            JsonNode asTemporal = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, Delivery.TASK_END, lateness)
                    .play();
            JsonNode ours = new ScriptPlayer(script, threads, Rules.CURRENT, cached, Delivery.TASK_END, lateness).play();
            JsonNode expected = NamedDifference
                    .awaitTellsCondition(NamedDifference.terminatedRunAnswers(script), asTemporal);
            return Comparison.firstDifference(expected, NamedDifference.withoutTimersOfAwait(ours, ours));
        }));
    }

    /**
     * Plays them by our rules with immediate delivery. What comes with a full replay before every task must be what comes when
     * runs stay in memory, and nothing may diverge that did not diverge in the recording.
     */
    static FamilyReport immediate(String family, Executor threads) {
        return of(family, script -> replayed(script, threads, Delivery.IMMEDIATE));
    }

    /**
     * {@return the first difference between runs that stay in memory and runs that are replayed before every task, or null}
     * Nothing may diverge either, unless that was recorded.
     */
    static String replayed(JsonNode script, Executor threads, Delivery delivery) {
        JsonNode cached = new ScriptPlayer(script, threads, Rules.CURRENT, true, delivery, Lateness.NONE).play();
        JsonNode uncached = new ScriptPlayer(script, threads, Rules.CURRENT, false, delivery, Lateness.NONE).play();
        String difference = Comparison.firstDifference(asScript(script, cached), uncached);
        return difference == null ? divergence(script, uncached) : difference;
    }

    /** @param play returns the first difference of a script, or null */
    private static FamilyReport of(String family, Function<JsonNode, String> play) {
        List<String> differences = new ArrayList<>();
        List<JsonNode> scripts = Recordings.of(family);
        for (JsonNode script : scripts) {
            String difference = Recordings.problem(script);
            try {
                difference = difference == null ? play.apply(script) : difference;
            } catch (RuntimeException e) {
                difference = "could not be played: " + e;
            }
            if (difference != null) {
                differences.add(script.get("name").asText() + ": " + difference);
            }
        }
        return new FamilyReport(family, scripts.size() - differences.size(), differences);
    }

    /** {@return null if the script fits one kind of lateness, or the difference of the first kind} */
    private static String firstDifference(Function<Lateness, String> play) {
        String first = null;
        for (Lateness lateness : Lateness.ALL) {
            String difference = play.apply(lateness);
            if (difference == null) {
                return null;
            }
            first = first == null ? difference : first;
        }
        return first;
    }

    /** {@return what was played as what is expected} */
    static JsonNode asScript(JsonNode script, JsonNode played) {
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

    @Override
    public String toString() {
        return family + ": " + passed + " of " + (passed + differences.size()) + String.join("", differences.stream()
                .map(difference -> "\n  " + difference).toList());
    }
}
