package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Measures this revision and another one in turn, on the same server. The order changes with each round. */
final class Comparison {

    private final Settings settings;
    private final OtherRevision revision;
    private final Bench ours;
    private final Bench other;
    private final Results ratios = new Results();
    private final List<String> failures = new ArrayList<>();

    Comparison(Settings settings, Server server, OtherRevision revision) {
        this.settings = settings;
        this.revision = revision;
        other = Bench.ofOther(settings, server, revision.benchmarks());
        ours = Bench.of(settings, server).comparedWith(other);
    }

    void run(Selection selection) throws Exception {
        // Each revision has its own measurements, as some of them keep a database
        List<Plan.Group> groups = new Plan(settings, selection).groups();
        List<Plan.Group> others = new Plan(settings, selection).groups();
        for (int group = 0; group < groups.size(); group++) {
            run(groups.get(group), others.get(group));
        }
        report();
    }

    private void run(Plan.Group group, Plan.Group others) {
        for (int round = 1; round <= group.rounds(); round++) {
            for (int i = 0; i < group.measurements().size(); i++) {
                Benchmarks.progress(round, group, group.measurements().get(i));
                both(group.measurements().get(i), others.measurements().get(i), round % 2 == 0);
            }
        }
    }

    private void both(Measurement mine, Measurement theirs, boolean mineFirst) {
        try {
            if (mineFirst) {
                mine.round(ours);
            }
            theirs.round(other);
            if (!mineFirst) {
                mine.round(ours);
            }
            mine.figures().forEach(figure -> addRatio(ratios, figure, ours.results(), other.results()));
        } catch (Exception e) {
            failures.add(mine.figures() + ": " + e);
        }
    }

    /** Adds the ratio of the values that both revisions have reached last. */
    static void addRatio(Results ratios, String figure, Results ours, Results others) {
        OptionalDouble our = ours.last(figure);
        OptionalDouble their = others.last(figure);
        if (our.isPresent() && their.isPresent() && Double.isFinite(our.getAsDouble() / their.getAsDouble())) {
            ratios.add(figure, our.getAsDouble() / their.getAsDouble());
        }
    }

    private void report() throws Exception {
        List<String> circumstances = new ArrayList<>(Machine.describe(settings, ours.server()));
        circumstances.add("compared with " + revision.name() + ", measured with the benchmarks of "
                + (settings.ownHarness ? "each revision" : "this revision"));
        ComparisonReport report = new ComparisonReport(ours.results(), other.results(), ratios, circumstances, failures);
        report.write(settings);
        LoadCurves.of(other, ours, revision.name()).write(settings);
        System.out.println(report.text());
        if (!failures.isEmpty()) {
            throw new IllegalStateException("Some measurements failed: " + failures);
        }
    }
}
