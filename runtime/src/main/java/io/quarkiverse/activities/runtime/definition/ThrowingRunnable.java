package io.quarkiverse.activities.runtime.definition;

/** A call of a method on a recording stub. */
@FunctionalInterface
public interface ThrowingRunnable {

    void run() throws Exception;
}
