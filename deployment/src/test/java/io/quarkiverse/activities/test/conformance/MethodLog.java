package io.quarkiverse.activities.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityContext;

/** What activity methods saw, by run id. */
@Singleton
public class MethodLog {

    private final Map<String, List<String>> lines = new ConcurrentHashMap<>();
    private final Map<String, List<Beats>> beats = new ConcurrentHashMap<>();

    void add(String line) {
        lines(ActivityContext.current().info().runId()).add(line);
    }

    Beats begin(ActivityContext context) {
        Beats begun = new Beats(context);
        beats(context.info().runId()).add(begun);
        return begun;
    }

    List<String> lines(String runId) {
        return lines.computeIfAbsent(runId, run -> new CopyOnWriteArrayList<>());
    }

    /** {@return the heartbeats of each attempt that measured them} */
    List<Beats> beats(String runId) {
        return beats.computeIfAbsent(runId, run -> new CopyOnWriteArrayList<>());
    }
}
