package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/**
 * Measures the activities per second of one contestant in one variant, from the first start to the last close: of the first
 * ones after its start, and when it is warm.
 */
class Throughput implements Measurement {

    private final String figure;
    private final String variant;
    private final Program program;
    private final int activities;
    private final String[] arguments;

    Throughput(String figure, String variant, Program program, int activities, String... arguments) {
        this.figure = figure;
        this.variant = variant;
        this.program = program;
        this.activities = activities;
        this.arguments = arguments;
    }

    final String figure() {
        return figure;
    }

    @Override
    public List<String> figures() {
        return List.of(figure);
    }

    @Override
    public void round(Bench bench) throws Exception {
        // Must come first, as it may use the database
        List<String> properties = properties(bench);
        String[] arguments = arguments(bench);
        Database database = database(bench);
        try (ContestantProcess contestant = bench.start(program, database, properties, arguments)) {
            Results results = bench.results();
            results.add(Figure.cold(figure), variant, contestant.rate(Math.min(bench.settings().coldActivities, activities)));
            WarmRun run = WarmRun.of(bench, database, contestant, activities);
            results.add(Figure.warmUp(figure), variant, run.warmUpSeconds());
            results.add(figure, variant, run.rate());
            used(results, run.usage());
            ran(bench, database);
        }
    }

    Database database(Bench bench) throws Exception {
        return bench.newDatabase();
    }

    List<String> properties(Bench bench) throws Exception {
        return List.of();
    }

    String[] arguments(Bench bench) throws Exception {
        return arguments;
    }

    /** Records what the database knows after the run, while the contestant is alive. */
    void ran(Bench bench, Database database) throws Exception {
    }

    /** Records the resource usage of the run. */
    void used(Results results, Usage usage) {
    }
}
