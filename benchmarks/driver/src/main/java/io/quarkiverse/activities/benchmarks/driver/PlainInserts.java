package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** The business transaction with a plain insert in place of the start: of a row as wide. */
final class PlainInserts extends Throughput {

    private static final int KEY_BYTES = 44;

    PlainInserts(Settings settings) {
        super("baseline.joined", "", Program.application(settings, "ours"), settings.slowActivities, "plainInserts");
    }

    @Override
    List<String> properties(Bench bench) throws Exception {
        return List.of("width=" + Math.max(0, bench.widths().open() - KEY_BYTES));
    }
}
