package io.quarkiverse.activities.benchmarks.contestant;

import java.util.Map;

/** A program that is measured in its own process. It receives its commands from the driver through {@link DriverProtocol}. */
public interface Contestant extends AutoCloseable {

    /**
     * Starts this number of activities and returns when all of them are closed and no unfinished row is left.
     *
     * @return figures that only this process can measure, by name; empty if the elapsed time is all that matters
     */
    Map<String, Double> run(int activities) throws Exception;

    @Override
    default void close() throws Exception {
    }
}
