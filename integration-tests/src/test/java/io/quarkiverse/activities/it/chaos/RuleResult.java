package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.List;

/** The number of cases that a rule was checked for, and its violations. */
public record RuleResult(String rule, int checked, List<String> violations) {

    private static final int VIOLATIONS_SHOWN = 50;

    public boolean isKept() {
        return violations.isEmpty();
    }

    /** {@return the result for a report, with the first violations} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add((isKept() ? "kept    " : "BROKEN  ") + rule + " (of " + checked + ")");
        violations.stream().limit(VIOLATIONS_SHOWN).forEach(violation -> lines.add("        " + violation));
        if (violations.size() > VIOLATIONS_SHOWN) {
            lines.add("        and " + (violations.size() - VIOLATIONS_SHOWN) + " more");
        }
        return lines;
    }
}
