package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Activities a second, from the first start to the last that is closed, by one contestant in one variant. */
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

    @Override
    public List<String> figures() {
        return List.of(figure);
    }

    @Override
    public void round(Bench bench) throws Exception {
        // First, because they may use the database
        List<String> properties = properties(bench);
        String[] arguments = arguments(bench);
        Database database = bench.newDatabase();
        try (ContestantProcess contestant = ContestantProcess.start(bench.settings(), program, database, properties,
                arguments)) {
            Sprint sprint = Sprint.of(bench, database, contestant, activities);
            bench.results().add(figure, variant, sprint.rate());
            used(bench.results(), sprint.usage());
        }
    }

    List<String> properties(Bench bench) throws Exception {
        return List.of();
    }

    String[] arguments(Bench bench) throws Exception {
        return arguments;
    }

    /** Takes up what the run used. */
    void used(Results results, Usage usage) {
    }
}
