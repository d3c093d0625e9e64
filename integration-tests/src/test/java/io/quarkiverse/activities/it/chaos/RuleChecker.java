package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.it.ActivitiesResource.FailedAttempt;
import io.quarkiverse.activities.it.chaos.Traces.Closed;
import io.quarkiverse.activities.runtime.execution.State;

/** Checks after all executions are closed whether the rules were kept. */
final class RuleChecker {

    private static final String LOST = "worker lost";

    private final Fleet fleet;
    private final Journal journal;
    private final Starts starts;
    private final TokenCompleter completer;
    private final Traces traces;
    private int lost;

    RuleChecker(Fleet fleet, Journal journal, Starts starts, TokenCompleter completer) {
        this.fleet = fleet;
        this.journal = journal;
        this.starts = starts;
        this.completer = completer;
        traces = new Traces(fleet.database());
    }

    List<RuleResult> check() {
        return List.of(closedOnce(), fencesUsedOnce(), currentResults(), writtenOnce(), healthyKept());
    }

    /** {@return the number of attempts that ended because their node was declared lost} */
    int lost() {
        return lost;
    }

    /** {@return the number of attempts that began} */
    int begun() {
        return traces.begun().values().stream().mapToInt(List::size).sum();
    }

    private RuleResult closedOnce() {
        List<String> violations = new ArrayList<>(starts.refused());
        traces.open().forEach(row -> violations.add("still open (id, state, attempt, owner): " + row));
        if (starts.acknowledged().size() < starts.asked()) {
            violations.add((starts.asked() - starts.acknowledged().size()) + " starts were never answered");
        }
        starts.acknowledged().forEach((id, run) -> {
            List<Closed> closed = traces.closed().getOrDefault(id, List.of());
            if (closed.size() != 1 || !closed.get(0).run().equals(UUID.fromString(run))
                    || closed.get(0).state() != State.COMPLETED.code()) {
                violations.add(id + " was started as " + run + " and closed as " + closed);
            }
        });
        return new RuleResult("every activity that was started was completed, once", starts.acknowledged().size(), violations);
    }

    private RuleResult fencesUsedOnce() {
        List<String> violations = new ArrayList<>();
        traces.begun().forEach((id, tokens) -> {
            Set<String> different = new HashSet<>();
            for (String token : tokens) {
                if (!different.add(token)) {
                    violations.add(id + " was attempted twice with fence " + Token.read(token).fence());
                }
            }
        });
        return new RuleResult("no fence was used twice", begun(), violations);
    }

    private RuleResult currentResults() {
        List<String> violations = new ArrayList<>();
        traces.closed()
                .forEach((id, runs) -> runs.stream().filter(run -> run.state() == State.COMPLETED.code()).forEach(run -> {
                    Token made = Token.read(run.result());
                    if (!made.equals(new Token(run.run(), run.fence()))) {
                        violations.add(id + " has the result of " + made + ", but its row is " + run);
                    }
                    String accepted = completer.accepted().get(id);
                    if (accepted != null && !accepted.equals(run.result())) {
                        violations.add(id + " has a different result than the acknowledged one: " + Token.read(accepted));
                    }
                }));
        completer.acceptedTwice().forEach(id -> violations.add("two completions of " + id + " were acknowledged"));
        return new RuleResult("no result of an attempt that was not current was accepted", traces.closed().size(), violations);
    }

    private RuleResult writtenOnce() {
        List<String> violations = new ArrayList<>();
        int[] transactional = { 0 };
        traces.closed().forEach((id, runs) -> {
            if (ChaosActivity.WRITTEN.owns(id)) {
                transactional[0]++;
                List<String> results = runs.stream().map(Closed::result).toList();
                List<String> written = traces.written().getOrDefault(id, List.of());
                if (!written.equals(results)) {
                    violations.add(id + " was written by " + written.stream().map(Token::read).toList() + " and completed by "
                            + results.stream().map(Token::read).toList());
                }
            }
        });
        return new RuleResult("writes in the transaction of an attempt exist exactly if its completion does", transactional[0],
                violations);
    }

    private RuleResult healthyKept() {
        fleet.noteStandstills();
        List<String> violations = new ArrayList<>();
        traces.closed().forEach((id, runs) -> {
            if (runs.stream().anyMatch(Closed::failedBefore)) {
                for (FailedAttempt attempt : fleet.any().node().failedAttempts(id)) {
                    if (attempt.timedOut() && !isExcused(attempt)) {
                        violations.add(id + ": " + attempt);
                    }
                }
            }
        });
        return new RuleResult("no attempt of a healthy node timed out", lost, violations);
    }

    private boolean isExcused(FailedAttempt attempt) {
        lost++;
        long pid = Long.parseLong(attempt.worker().substring(0, attempt.worker().indexOf('@')));
        return attempt.message().equals(LOST) && journal.wasHarmed(pid, attempt.endedTime());
    }
}
