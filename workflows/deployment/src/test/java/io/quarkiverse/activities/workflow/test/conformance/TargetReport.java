package io.quarkiverse.activities.workflow.test.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the scripts fared on one target. */
final class TargetReport {

    private final String target;
    private final Map<String, List<String>> differences = new TreeMap<>();
    private final Map<String, Integer> passed = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
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

    synchronized void leftOut(String because) {
        leftOut.merge(because, 1, Integer::sum);
    }

    /** Counts a script whose expectation is not as recorded, but follows from a named difference. */
    synchronized void derived() {
        derived++;
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
        leftOut.forEach(
                (because, scripts) -> text.append(target + ", left out for want of " + because + ": " + scripts + "\n"));
        TreeMap<String, Integer> families = new TreeMap<>(passed);
        differences.keySet().forEach(family -> families.putIfAbsent(family, 0));
        families.forEach((family, good) -> text.append(target + ", " + family + ": " + good + " passed, "
                + differences.getOrDefault(family, List.of()).size() + " failed\n"));
        text.append(target + ", expected other than recorded because of named differences: " + derived + "\n");
        text.append(target + ", passed only when played again, slower: " + playedAgain + "\n");
        return text + "\n" + target + ": " + passed.values().stream().mapToInt(Integer::intValue).sum() + " passed, "
                + differences().size() + " failed";
    }
}
