package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;
import java.util.Locale;

/** Measures the time from the commit of a start until the method is entered, on an idle node. */
final class PickUp implements Measurement {

    private static final int WARM_UP = 50;

    /** Where the method runs: on the node that starts it, on another one, or on one with H2 in its own process. */
    enum Place {
        SAME,
        OTHER,
        H2
    }

    private final Place place;

    PickUp(Place place) {
        this.place = place;
    }

    @Override
    public List<String> figures() {
        String figure = "pickup." + place.name().toLowerCase(Locale.ROOT);
        return List.of(figure + ".p50", figure + ".p99");
    }

    @Override
    public void round(Bench bench) throws Exception {
        switch (place) {
            case SAME -> measure(bench, Program.ours(), bench.newDatabase(), List.of());
            case H2 -> measure(bench, Program.application("h2"), bench.newEmbeddedDatabase(), List.of());
            case OTHER -> {
                Database database = bench.newDatabase();
                try (ContestantProcess worker = bench.node(database, List.of(), "nothing")) {
                    measure(bench, Program.ours(), database, List.of("quarkus.activities.worker.enabled=false"));
                }
            }
        }
    }

    private void measure(Bench bench, Program program, Database database, List<String> properties) throws Exception {
        try (ContestantProcess client = bench.start(program, database, properties, "pickUp")) {
            client.run(WARM_UP);
            RunResult ran = client.run(bench.settings().samples);
            bench.results().add(figures().get(0), ran.figures().get("p50"));
            bench.results().add(figures().get(1), ran.figures().get("p99"));
        }
    }
}
