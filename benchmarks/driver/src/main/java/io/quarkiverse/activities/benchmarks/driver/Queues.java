package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures the cost of the number of Task Queues on one node in CPU time. */
final class Queues extends Curve {

    Queues() {
        super("flat.queues");
    }

    @Override
    double without(Bench bench) throws Exception {
        return cpuSeconds(bench, 1);
    }

    @Override
    double with(Bench bench) throws Exception {
        return cpuSeconds(bench, bench.settings().queues);
    }

    private static double cpuSeconds(Bench bench, int queues) throws Exception {
        List<String> served = IntStream.range(0, queues)
                .mapToObj(queue -> "quarkus.activities.workers.\"queue-" + queue + "\".types=Work").toList();
        Database database = bench.newDatabase();
        try (ContestantProcess node = bench.node(database,
                Stream.concat(served.stream(), Stream.of("queues=" + queues)).toList(), "manyQueues")) {
            return WarmRun.of(bench, database, node, bench.settings().activities).usage()
                    .cpuSeconds();
        }
    }
}
