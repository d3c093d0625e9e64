package io.quarkiverse.activities.workflow.it.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.chaos.RuleResult;
import io.quarkiverse.activities.it.chaos.Verdict;
import io.quarkiverse.activities.workflow.it.Journeys;

/**
 * Compares the outcome of each workflow with what its activities have written into the ledger. Reads some thousand workflows at
 * a time, because those of an hour do not fit in memory.
 */
final class JourneyRules {

    private static final int SLICE = 20_000;

    private final Database database;
    private final JourneyStarts starts;
    private final Verdict closedOnce = new Verdict(
            "every workflow that was started completed, once, with the result of its code");
    private final Verdict ledgerAgrees = new Verdict("the ledger has each step of each result, and no other");
    private final Verdict writtenOnce = new Verdict(
            "what a step has written in its transaction is in the ledger exactly once");
    private final Verdict decidedOnce = new Verdict("no activity was scheduled twice");

    JourneyRules(Database database, JourneyStarts starts) {
        this.database = database;
        this.starts = starts;
    }

    List<RuleResult> check() {
        starts.refused().forEach(answer -> closedOnce.check(false, answer));
        database.query("SELECT workflow_id, state, turn, inbox, seen, owner FROM workflow_execution"
                + " UNION ALL SELECT activity_id, state, attempt, 0, 0, owner FROM activity_execution")
                .forEach(row -> closedOnce.check(false, "still open: " + row));
        List<String> scheduledTwice = database
                .query("SELECT activity_id FROM activity_execution_closed GROUP BY activity_id HAVING count(*) > 1");
        decidedOnce.check(scheduledTwice.isEmpty(), "scheduled twice: " + scheduledTwice);
        Map<Integer, List<String>> slices = starts.started().keySet().stream()
                .collect(Collectors.groupingBy(id -> JourneyStarts.number(id) / SLICE));
        slices.forEach((slice, ids) -> new Slice(slice * SLICE).check(ids));
        return Stream.of(closedOnce, ledgerAgrees, writtenOnce, decidedOnce).map(Verdict::result).toList();
    }

    /** The workflows with so many numbers, and their children. */
    private final class Slice {

        /** The result of each closed run, by Workflow Id. The state stands before it if the run has not completed. */
        private final Map<String, List<String>> outcomes = new HashMap<>();
        private final Map<String, List<String>> ledger = new HashMap<>();

        Slice(int first) {
            for (List<String> row : database.rows("SELECT workflow_id, state, encode(COALESCE(result, failure), 'escape')"
                    + " FROM workflow_execution_closed WHERE " + inSlice("workflow_id", first))) {
                outcomes.computeIfAbsent(row.get(0), id -> new ArrayList<>())
                        .add(row.get(1).equals("10") ? row.get(2).replace("\"", "") : "state " + row.get(1) + " " + row.get(2));
            }
            for (List<String> row : database
                    .rows("SELECT activity_id, event FROM ledger WHERE " + inSlice("activity_id", first))) {
                ledger.computeIfAbsent(row.get(0), id -> new ArrayList<>()).add(row.get(1));
            }
        }

        private static String inSlice(String column, int first) {
            return "CAST(split_part(" + column + ", '-', 2) AS int) BETWEEN " + first + " AND " + (first + SLICE - 1);
        }

        void check(List<String> ids) {
            for (String id : ids) {
                String shape = starts.started().get(id);
                String expected = Journeys.expected(shape, starts.size());
                closedOnce.check(List.of(expected).equals(outcomes.get(id)), id + " has ended with " + outcomes.get(id));
                List<String> events = ledger.getOrDefault(id, List.of());
                ledgerAgrees(id, shape, events, expected);
                List<String> written = events.stream().filter(event -> event.startsWith("written ")).toList();
                writtenOnce.check(written.size() == new HashSet<>(written).size(), id + " has " + written);
            }
        }

        private void ledgerAgrees(String id, String shape, List<String> events, String result) {
            boolean children = shape.equals("children");
            Set<String> steps = new HashSet<>();
            events.forEach(event -> steps.add(event.substring(event.lastIndexOf(' ') + 1)));
            Set<String> expected = children ? Set.of() : new HashSet<>(Arrays.asList(result.split(",")));
            ledgerAgrees.check(steps.equals(expected), id + " has " + steps + " in the ledger");
            for (int i = 1; children && i <= starts.size(); i++) {
                String child = id + "-c" + i;
                ledgerAgrees.check(List.of("s1,s2").equals(outcomes.get(child))
                        && new HashSet<>(ledger.getOrDefault(child, List.of())).equals(Set.of("done s1", "done s2")),
                        child + " has ended with " + outcomes.get(child) + " and has " + ledger.get(child) + " in the ledger");
            }
        }
    }
}
