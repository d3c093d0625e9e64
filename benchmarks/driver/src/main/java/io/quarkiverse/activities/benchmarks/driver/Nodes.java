package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares several nodes that share the work with a single node on the same cores. */
final class Nodes extends Curve {

    Nodes() {
        super("flat.nodes");
    }

    @Override
    double without(Bench bench) throws Exception {
        return rate(bench, 1);
    }

    @Override
    double with(Bench bench) throws Exception {
        return rate(bench, bench.settings().nodes);
    }

    private static double rate(Bench bench, int count) throws IOException, SQLException {
        Database database = bench.newDatabase();
        List<ContestantProcess> nodes = new ArrayList<>();
        try {
            for (int node = 0; node < count; node++) {
                nodes.add(bench.node(database, List.of("shared=true"), "startAll"));
            }
            int activities = bench.settings().activities;
            // Warm up longer: each node has its own JIT compiler, and all share the cores
            Waits.repeat(count * bench.settings().warmUpSeconds, () -> run(nodes, activities / count));
            bench.server().settle(database);
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
