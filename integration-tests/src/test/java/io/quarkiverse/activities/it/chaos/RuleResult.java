package io.quarkiverse.activities.it.chaos;

import java.util.List;

/** The number of cases that a rule was checked for, and its violations. */
record RuleResult(String rule, int checked, List<String> violations) {

    boolean isKept() {
        return violations.isEmpty();
    }
}
