package io.quarkiverse.activities.benchmarks.app;

import io.quarkiverse.activities.benchmarks.contestant.Contestant;

/** A contestant that is a bean of the application. An argument of the application selects it by name. */
public interface Workload extends Contestant {

    /** {@return the argument that selects this workload} */
    String name();
}
