package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.quarkiverse.activities.it.chaos.Aftermath.TimedOut;
import io.quarkiverse.activities.it.chaos.Traces.Closed;
import io.quarkiverse.activities.runtime.execution.State;

/** Checks after all executions are closed whether the rules were kept. */
final class RuleChecker {

    private final Fleet fleet;
    private final Starts starts;
    private final TokenCompleter completer;
    private final List<Trouble> troubles;
    private final Aftermath aftermath;
    private final Traces traces;

    RuleChecker(Fleet fleet, Journal journal, Starts starts, TokenCompleter completer, List<Trouble> troubles) {
        this.fleet = fleet;
        this.starts = starts;
        this.completer = completer;
        this.troubles = troubles;
        aftermath = new Aftermath(fleet, journal);
        traces = aftermath.traces();
    }

    List<RuleResult> check() {
        List<RuleResult> results = new ArrayList<>(
                List.of(closedOnce(), fencesUsedOnce(), currentResults(), writtenOnce(), healthyKept(), nodesAlive()));
        troubles.forEach(trouble -> results.addAll(trouble.verdict(aftermath)));
        return results;
    }

    /** {@return the number of attempts that ended because their node was declared lost} */
    int lost() {
        return (int) aftermath.timedOut().stream().filter(TimedOut::isLost).count();
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
        List<String> violations = aftermath.timedOut().stream().filter(attempt -> !aftermath.isExcused(attempt))
                .map(TimedOut::toString).toList();
        return new RuleResult("no attempt of a healthy node timed out", aftermath.timedOut().size(), violations);
    }

    private RuleResult nodesAlive() {
        return new RuleResult("no node ended that nobody killed", fleet.size(), fleet.endedByThemselves());
    }
}
