package io.quarkiverse.activities.benchmarks.app;

import io.quarkiverse.activities.benchmarks.contestant.Contestant;

/** A contestant that is a bean of the application. The application's argument says which. */
public interface Workload extends Contestant {

    /** {@return the argument that chooses it} */
    String name();
}
