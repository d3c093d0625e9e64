package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * Measures the first activities after the start of the application with another kind of JVM, and on JDK 25 also the warm rate.
 */
final class ColdStart implements Measurement {

    private final JvmKind kind;
    private final String warm;
    private final String cold;

    ColdStart(JvmKind kind) {
        this.kind = kind;
        warm = kind.figure("ours.startAll");
        cold = kind.figure(Figure.cold("ours.startAll"));
    }

    @Override
    public List<String> figures() {
        return kind == JvmKind.JDK25 ? List.of(warm, cold) : List.of(cold);
    }

    @Override
    public void round(Bench bench) throws Exception {
        Jvm jvm = bench.archives().jvm(kind, "ours");
        Database database = bench.newDatabase();
        try (ContestantProcess node = ContestantProcess.start(bench, jvm, kind.program("ours"), database, List.of(),
                "startAll")) {
            bench.results().add(cold, node.rate(bench.settings().coldActivities));
            if (figures().contains(warm)) {
                WarmRun run = WarmRun.of(bench, database, node, bench.settings().activities);
                bench.results().add(Figure.warmUp(warm), run.warmUpSeconds());
                bench.results().add(warm, run.rate());
            }
        }
    }
}
