package io.quarkiverse.activities.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityContext;

/** Records the observations of activity methods by run ID. */
@Singleton
public class MethodLog {

    private final Map<String, List<String>> lines = new ConcurrentHashMap<>();
    private final Map<String, List<HeartbeatTimes>> beats = new ConcurrentHashMap<>();

    void add(String line) {
        lines(ActivityContext.current().info().runId()).add(line);
    }

    HeartbeatTimes begin(ActivityContext context) {
        HeartbeatTimes begun = new HeartbeatTimes(context);
        beats(context.info().runId()).add(begun);
        return begun;
    }

    List<String> lines(String runId) {
        return lines.computeIfAbsent(runId, run -> new CopyOnWriteArrayList<>());
    }

    /** {@return the heartbeat times of each attempt that recorded them} */
    List<HeartbeatTimes> beats(String runId) {
        return beats.computeIfAbsent(runId, run -> new CopyOnWriteArrayList<>());
    }
}
