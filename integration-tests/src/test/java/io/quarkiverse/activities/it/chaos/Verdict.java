package io.quarkiverse.activities.it.chaos;

import java.util.List;

/** Whether a rule was kept, of how many looked at. */
record Verdict(String rule, int lookedAt, List<String> violations) {

    boolean isKept() {
        return violations.isEmpty();
    }
}
