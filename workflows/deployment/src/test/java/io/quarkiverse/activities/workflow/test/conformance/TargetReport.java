package io.quarkiverse.activities.workflow.test.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;

/** How the scripts fared on one target. */
final class TargetReport {

    private final String target;
    private final Map<String, List<String>> differences = new TreeMap<>();
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Set<String> restarted = new TreeSet<>();
    private int playedAgain;
    private int derived;

    TargetReport(String target) {
        this.target = target;
    }

    synchronized void passed(String family) {
        passed.merge(family, 1, Integer::sum);
    }

    synchronized void differs(String family, String script, String difference) {
        differences.computeIfAbsent(family, key -> new ArrayList<>()).add(script + ": " + difference);
    }

    /** Writes the expected and the actual runs of a failed script to a file. */
    void keep(String script, List<? extends JsonNode> expected, JsonNode played) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", target));
        List<String> lines = new ArrayList<>(List.of(played.toString()));
        expected.forEach(one -> lines.add(one.toString()));
        Files.write(folder.resolve(script.replaceAll("[^-\\w]", "_") + ".jsonl"), lines);
    }

    /** Counts a script whose expectation is not as recorded, but follows from a named difference. */
    synchronized void derived() {
        derived++;
    }

    /** Notes a script whose nodes were restarted while one of its runs was open. */
    synchronized void restarted(String script) {
        restarted.add(script);
    }

    synchronized void playedAgain() {
        playedAgain++;
    }

    /** {@return the first difference of each script that differs} */
    synchronized List<String> differences() {
        return differences.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        differences().forEach(difference -> text.append(difference).append('\n'));
        TreeMap<String, Integer> families = new TreeMap<>(passed);
        differences.keySet().forEach(family -> families.putIfAbsent(family, 0));
        families.forEach((family, good) -> text.append(target + ", " + family + ": " + good + " passed, "
                + differences.getOrDefault(family, List.of()).size() + " failed\n"));
        text.append(target + ", expected other than recorded because of named differences: " + derived + "\n");
        if (!restarted.isEmpty()) {
            text.append(target + ", nodes restarted while a run was open: " + restarted.size() + "\n");
        }
        text.append(target + ", passed only when played again, slower: " + playedAgain + "\n");
        return text + "\n" + target + ": " + passed.values().stream().mapToInt(Integer::intValue).sum() + " passed, "
                + differences().size() + " failed";
    }
}
