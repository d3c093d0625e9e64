package io.quarkiverse.activities.benchmarks.driver;

/** Measures the leanest program that does the same row work as the extension, on rows of the same width. */
final class Ceiling extends Throughput {

    private final int batch;
    private final int threads;

    Ceiling(int batch, int threads, int activities) {
        super("ceiling." + batch, threads + " + " + threads + " threads",
                Program.main("ceiling", "ceiling.Ceiling"), activities);
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
