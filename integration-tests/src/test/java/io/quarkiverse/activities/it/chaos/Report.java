package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A readable report of the events, their counts, and the result of each rule. */
final class Report {

    private final List<String> lines = new ArrayList<>();

    Report(long seed, Duration duration, int troubles, Fleet fleet, Starts starts, TokenCompleter completer,
            Operator operator, RuleChecker checker) {
        lines.add("Chaos with seed " + seed + " for " + duration);
        lines.add("");
        count(troubles, "troubles");
        count(starts.asked(), "activities started");
        count(starts.retried(), "starts retried, because there was no answer");
        count(checker.begun(), "attempts begun");
        count(checker.lost(), "attempts lost with their node");
        count(operator.resumed(), "executions resumed that had been paused because their nodes were killed");
        count(fleet.logged("completed too late"), "results rejected, because their attempt was not current");
        count(completer.accepted().size(), "completions from outside acknowledged");
        count(completer.stale(), "completions from outside rejected, because their attempt was not current");
    }

    void write(Path file, List<RuleResult> ruleResults, Journal journal) throws IOException {
        lines.add("");
        ruleResults.forEach(result -> lines.addAll(result.lines()));
        lines.forEach(System.out::println);
        lines.add("");
        lines.addAll(journal.lines());
        Files.write(file, lines);
    }

    private void count(long number, String of) {
        lines.add(String.format("%7d %s", number, of));
    }
}
