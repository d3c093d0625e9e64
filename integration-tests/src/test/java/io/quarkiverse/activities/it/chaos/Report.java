package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happened, how often, and whether the rules were kept: a text for people. */
final class Report {

    private static final int VIOLATIONS_SHOWN = 50;

    private final List<String> lines = new ArrayList<>();

    Report(long seed, Duration duration, int troubles, Fleet fleet, Starts starts, Postman postman, Judge judge) {
        lines.add("Chaos with seed " + seed + " for " + duration);
        lines.add("");
        count(troubles, "troubles");
        count(starts.asked(), "activities started");
        count(starts.askedAgain(), "starts asked again, because there was no answer");
        count(judge.begun(), "attempts begun");
        count(judge.lost(), "attempts lost with their node");
        count(fleet.logged("completed too late"), "results refused, because their attempt was not current");
        count(postman.accepted().size(), "completions from outside acknowledged");
        count(postman.stale(), "completions from outside refused, because their attempt was not current");
    }

    void write(Path file, List<Verdict> verdicts, Journal journal) throws IOException {
        lines.add("");
        for (Verdict verdict : verdicts) {
            lines.add((verdict.isKept() ? "kept    " : "BROKEN  ") + verdict.rule() + " (of " + verdict.lookedAt() + ")");
            verdict.violations().stream().limit(VIOLATIONS_SHOWN).forEach(violation -> lines.add("        " + violation));
            if (verdict.violations().size() > VIOLATIONS_SHOWN) {
                lines.add("        and " + (verdict.violations().size() - VIOLATIONS_SHOWN) + " more");
            }
        }
        lines.forEach(System.out::println);
        lines.add("");
        lines.addAll(journal.lines());
        Files.write(file, lines);
    }

    private void count(long number, String of) {
        lines.add(String.format("%7d %s", number, of));
    }
}
