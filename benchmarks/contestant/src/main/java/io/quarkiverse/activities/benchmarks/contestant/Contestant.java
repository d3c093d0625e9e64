package io.quarkiverse.activities.benchmarks.contestant;

import java.util.Map;

/** What is measured, in a process of its own: {@link Conversation} has the driver tell it what to do. */
public interface Contestant extends AutoCloseable {

    /**
     * Starts so many activities, and returns when the last of them is closed: no unfinished row is left.
     *
     * @return figures that only this process can see, by name; none where the time it took says all
     */
    Map<String, Double> run(int activities) throws Exception;

    @Override
    default void close() throws Exception {
    }
}
