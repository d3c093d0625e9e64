package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the pick-up latency at half of the rate that {@code startAsync} reached in this run. */
final class HalfLoad implements Measurement {

    private static final String REACHED = "ours.startAsync";

    private final Measurement startAsync;

    HalfLoad(Measurement startAsync) {
        this.startAsync = startAsync;
    }

    @Override
    public List<String> figures() {
        return List.of("pickup.half-load.p99");
    }

    @Override
    public void round(Bench bench) throws Exception {
        if (bench.results().median(REACHED).isEmpty()) {
            startAsync.round(bench);
        }
        double rate = bench.results().median(REACHED).orElseThrow() / 2;
        int activities = (int) (rate * bench.settings().halfLoadSeconds);
        Database database = bench.newDatabase();
        try (ContestantProcess node = bench.node(database, List.of("rate=" + rate), "halfLoad")) {
            WarmRun.warmUp(bench, database, node, activities);
            bench.results().add(figures().get(0), node.run(activities).figures().get("p99"));
        }
    }
}
