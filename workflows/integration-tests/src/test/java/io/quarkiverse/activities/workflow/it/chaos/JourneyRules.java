package io.quarkiverse.activities.workflow.it.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.activities.it.Database;
import io.quarkiverse.activities.it.chaos.RuleResult;
import io.quarkiverse.activities.it.chaos.Verdict;
import io.quarkiverse.activities.workflow.it.Journeys;

/** Compares the outcome of each workflow with what its activities have written into the ledger. */
final class JourneyRules {

    private final Map<String, String> started;
    private final List<String> refused;
    /** The result of each closed run, by Workflow Id. The state stands before it if the run has not completed. */
    private final Map<String, List<String>> outcomes = new HashMap<>();
    private final Map<String, List<String>> ledger = new HashMap<>();
    private final List<String> open;
    private final List<List<String>> scheduledTwice;

    JourneyRules(Database database, JourneyStarts starts) {
        started = starts.started();
        refused = starts.refused();
        for (List<String> row : database
                .rows("SELECT workflow_id, state, encode(COALESCE(result, failure), 'escape') FROM workflow_execution_closed")) {
            outcomes.computeIfAbsent(row.get(0), id -> new ArrayList<>())
                    .add(row.get(1).equals("10") ? row.get(2).replace("\"", "") : "state " + row.get(1) + " " + row.get(2));
        }
        for (List<String> row : database.rows("SELECT activity_id, event FROM ledger")) {
            ledger.computeIfAbsent(row.get(0), id -> new ArrayList<>()).add(row.get(1));
        }
        open = database.query("SELECT workflow_id, state, turn, inbox, seen, owner FROM workflow_execution"
                + " UNION ALL SELECT activity_id, state, attempt, 0, 0, owner FROM activity_execution");
        scheduledTwice = database
                .rows("SELECT activity_id FROM activity_execution_closed GROUP BY activity_id HAVING count(*) > 1");
    }

    List<RuleResult> check() {
        return List.of(closedOnce(), ledgerAgrees(), writtenOnce(), decidedOnce());
    }

    private RuleResult closedOnce() {
        Verdict verdict = new Verdict("every workflow that was started completed, once, with the result of its code");
        refused.forEach(answer -> verdict.check(false, answer));
        open.forEach(row -> verdict.check(false, "still open: " + row));
        started.forEach((id, shape) -> {
            String expected = Journeys.expected(shape, JourneyStarts.SIZE);
            verdict.check(List.of(expected).equals(outcomes.get(id)), id + " has ended with " + outcomes.get(id));
        });
        return verdict.result();
    }

    private RuleResult ledgerAgrees() {
        Verdict verdict = new Verdict("the ledger has each step of each result, and no other");
        started.forEach((id, shape) -> {
            Set<String> steps = new HashSet<>();
            ledger.getOrDefault(id, List.of()).forEach(event -> steps.add(event.substring(event.lastIndexOf(' ') + 1)));
            Set<String> expected = shape.equals("children") ? Set.of()
                    : new HashSet<>(Arrays.asList(Journeys.expected(shape, JourneyStarts.SIZE).split(",")));
            verdict.check(steps.equals(expected), id + " has " + steps + " in the ledger");
            for (int i = 1; shape.equals("children") && i <= JourneyStarts.SIZE; i++) {
                String child = id + "-c" + i;
                verdict.check(List.of("s1,s2").equals(outcomes.get(child))
                        && new HashSet<>(ledger.getOrDefault(child, List.of())).equals(Set.of("done s1", "done s2")),
                        child + " has ended with " + outcomes.get(child) + " and has " + ledger.get(child) + " in the ledger");
            }
        });
        return verdict.result();
    }

    private RuleResult writtenOnce() {
        Verdict verdict = new Verdict("what a step has written in its transaction is in the ledger exactly once");
        started.forEach((id, shape) -> {
            List<String> written = ledger.getOrDefault(id, List.of()).stream().filter(event -> event.startsWith("written "))
                    .toList();
            verdict.check(written.size() == new HashSet<>(written).size(), id + " has " + written);
        });
        return verdict.result();
    }

    private RuleResult decidedOnce() {
        Verdict verdict = new Verdict("no activity was scheduled twice");
        verdict.check(scheduledTwice.isEmpty(), "scheduled twice: " + scheduledTwice);
        return verdict.result();
    }
}
