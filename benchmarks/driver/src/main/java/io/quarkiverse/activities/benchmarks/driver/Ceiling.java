package io.quarkiverse.activities.benchmarks.driver;

/** The leanest program that does the row work of our activities, on rows as wide as theirs. */
final class Ceiling extends Throughput {

    private final int batch;
    private final int threads;

    Ceiling(Settings settings, int batch, int threads, int activities) {
        super("ceiling." + batch, threads + " + " + threads + " threads",
                Program.main(settings, "ceiling", "ceiling.Ceiling"), activities);
        this.batch = batch;
        this.threads = threads;
    }

    @Override
    String[] arguments(Bench bench) throws Exception {
        RowWidths widths = bench.widths();
        return new String[] { String.valueOf(batch), String.valueOf(threads), String.valueOf(widths.open()),
                String.valueOf(widths.closed()) };
    }
}
