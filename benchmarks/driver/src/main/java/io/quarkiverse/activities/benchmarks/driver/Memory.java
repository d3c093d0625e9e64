package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures how many megabytes of memory the application keeps more with activities, when it has started and does nothing. */
final class Memory extends Added {

    Memory() {
        super("memory.added");
    }

    @Override
    double value(Bench bench, String module, Database database) throws Exception {
        try (ContestantProcess idle = bench.start(Program.application(module), database, List.of(), "nothing")) {
            Thread.sleep(bench.settings().memorySeconds * 1_000L);
            return idle.residentMegabytes();
        }
    }
}
