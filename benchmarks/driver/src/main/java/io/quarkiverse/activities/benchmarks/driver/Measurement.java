package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Measures one figure or several related ones, once in each round. */
interface Measurement {

    /** {@return the figures that this measurement adds to the results} */
    List<String> figures();

    /** {@return whether it is taken only if its figures are selected, because it takes long} */
    default boolean isOnDemand() {
        return false;
    }

    /** Measures once and adds the figures to the results. */
    void round(Bench bench) throws Exception;
}
