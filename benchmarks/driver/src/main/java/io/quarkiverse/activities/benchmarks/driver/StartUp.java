package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures how many milliseconds later the application is ready with activities than without. */
final class StartUp extends Added {

    private final JvmKind kind;

    StartUp(JvmKind kind) {
        super(kind.figure("startup.added"));
        this.kind = kind;
    }

    @Override
    double value(Bench bench, String module, Database database) throws Exception {
        // Must come first, as it may write the archive
        Jvm jvm = bench.archives().jvm(kind, module);
        long begun = System.nanoTime();
        try (ContestantProcess started = ContestantProcess.start(bench, jvm, kind.program(module), database, List.of(),
                "nothing")) {
            return (System.nanoTime() - begun) / 1e6;
        }
    }
}
