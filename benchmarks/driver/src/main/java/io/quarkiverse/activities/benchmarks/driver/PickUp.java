package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures the time from the commit of a start until the method is entered, on an idle node. */
final class PickUp implements Measurement {

    private static final int WARM_UP = 50;

    private final boolean otherNode;

    PickUp(boolean otherNode) {
        this.otherNode = otherNode;
    }

    @Override
    public List<String> figures() {
        String figure = "pickup." + (otherNode ? "other" : "same");
        return List.of(figure + ".p50", figure + ".p99");
    }

    @Override
    public void round(Bench bench) throws Exception {
        Database database = bench.newDatabase();
        if (!otherNode) {
            measure(bench, database, List.of());
            return;
        }
        try (ContestantProcess worker = bench.node(database, List.of(), "nothing")) {
            measure(bench, database, List.of("quarkus.activities.worker.enabled=false"));
        }
    }

    private void measure(Bench bench, Database database, List<String> properties) throws Exception {
        try (ContestantProcess client = bench.node(database, properties, "pickUp")) {
            client.run(WARM_UP);
            RunResult ran = client.run(bench.settings().samples);
            bench.results().add(figures().get(0), ran.figures().get("p50"));
            bench.results().add(figures().get(1), ran.figures().get("p99"));
        }
    }
}
