package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;

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
                JsonNode played = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, lateness).play();
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
                JsonNode asTemporal = new ScriptPlayer(script, threads, Rules.TEMPORAL, cached, lateness).play();
                JsonNode ours = new ScriptPlayer(script, threads, Rules.CURRENT, cached, lateness).play();
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
