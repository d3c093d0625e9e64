package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.List;

/** Counts how often a rule of a trouble was checked, and collects its violations. */
public final class Verdict {

    private final String rule;
    private final List<String> violations = new ArrayList<>();
    private int checked;

    public Verdict(String rule) {
        this.rule = rule;
    }

    /** @param violation what was seen if the rule was not kept */
    public synchronized void check(boolean kept, String violation) {
        checked++;
        if (!kept) {
            violations.add(violation);
        }
    }

    public synchronized RuleResult result() {
        return new RuleResult(rule, checked, List.copyOf(violations));
    }
}
