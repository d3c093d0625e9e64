package io.quarkiverse.activities.benchmarks.workflows;

/** Workflows with the same number of bodies each, as many as the driver asks for. */
abstract class SmallRuns extends RunWorkload {

    private final int each;

    /** @param each how many activities and steps each workflow runs */
    SmallRuns(String name, int each) {
        super(name);
        this.each = each;
    }

    @Override
    int runs(int count) {
        return count;
    }

    @Override
    int bodies(int count) {
        return each * count;
    }
}
