package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Compares several nodes that share the work with a single node on the same cores. */
final class Nodes extends Curve {

    private final int count;

    Nodes(String figure, int count) {
        super(figure);
        this.count = count;
    }

    @Override
    double without(Bench bench) throws Exception {
        return rate(bench, 1);
    }

    @Override
    double with(Bench bench) throws Exception {
        return rate(bench, count);
    }

    private static double rate(Bench bench, int count) throws Exception {
        Database database = bench.newDatabase();
        List<ContestantProcess> nodes = new ArrayList<>();
        try {
            for (int node = 0; node < count; node++) {
                nodes.add(bench.node(database, List.of("shared=true"), "startAll"));
            }
            int activities = bench.settings().activities;
            WarmUp.of(bench.settings(), count).untilRateIsSteady(activities,
                    () -> RunResult.seconds(run(nodes, activities / count)));
            bench.settle(database);
            return activities / RunResult.seconds(run(nodes, activities / count));
        } finally {
            nodes.forEach(ContestantProcess::close);
        }
    }

    /** Runs the activities on all nodes concurrently. */
    private static List<RunResult> run(List<ContestantProcess> nodes, int activities) throws IOException {
        nodes.forEach(node -> node.begin(activities));
        List<RunResult> runs = new ArrayList<>();
        for (ContestantProcess node : nodes) {
            runs.add(node.end());
        }
        return runs;
    }
}
