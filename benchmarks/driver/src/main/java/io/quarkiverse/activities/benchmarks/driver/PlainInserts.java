package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the business transaction with a plain insert of a row of the same width in place of the start. */
final class PlainInserts extends Throughput {

    private static final int KEY_BYTES = 44;

    PlainInserts(Settings settings) {
        super("baseline.joined", "", Program.ours(), settings.slowActivities, "plainInserts");
    }

    @Override
    List<String> properties(Bench bench) throws Exception {
        return List.of("width=" + Math.max(0, bench.widths().open() - KEY_BYTES));
    }
}
