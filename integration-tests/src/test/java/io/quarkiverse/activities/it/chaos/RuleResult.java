package io.quarkiverse.activities.it.chaos;

import java.util.List;

/** The number of cases that a rule was checked for, and its violations. */
public record RuleResult(String rule, int checked, List<String> violations) {

    public boolean isKept() {
        return violations.isEmpty();
    }
}
