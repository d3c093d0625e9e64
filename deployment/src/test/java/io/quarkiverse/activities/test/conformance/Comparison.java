package io.quarkiverse.activities.test.conformance;

import java.util.List;

/** What came of playing scripts: a line for each that differs, and one that counts. */
record Comparison(String target, int scripts, List<String> differences) {

    void show() {
        differences.forEach(System.out::println);
        System.out.printf("%n%s: %d passed, %d failed%n", target, scripts - differences.size(), differences.size());
    }
}
