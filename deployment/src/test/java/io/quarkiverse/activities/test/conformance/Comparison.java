package io.quarkiverse.activities.test.conformance;

import java.util.List;

/** The result of playing scripts: one line for each script that differs, and the counts. */
record Comparison(String target, int scripts, List<String> differences) {

    void show() {
        differences.forEach(System.out::println);
        System.out.printf("%n%s: %d passed, %d failed%n", target, scripts - differences.size(), differences.size());
    }
}
