package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** A figure, or some that belong together: measured once in each round, between the others. */
interface Measurement {

    /** {@return the figures that it adds to the results} */
    List<String> figures();

    /** Measures once, and adds what it found. */
    void round(Bench bench) throws Exception;
}
