package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.interceptor.InterceptedAttempt;
import io.quarkiverse.activities.runtime.interceptor.StartInterception;
import io.quarkiverse.activities.workflow.runtime.runner.RunTracing.Current;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunUpkeep;
import io.quarkus.arc.All;

/**
 * Carries the context of the thread that starts a run to its Workflow Tasks, and from these to its activities, as the context
 * propagators of the application define it. Workflow code has threads of its own, which do not have the context.
 */
@Singleton
public class RunContexts {

    /** How many headers are kept, so that they are not read for each Workflow Task. */
    private static final int KEPT = 10_000;
    private static final byte[] NO_HEADER = {};
    private static final Current NONE = () -> {
    };

    private final StartInterception starts;
    private final AttemptInterception attempts;
    private final RunUpkeep upkeep;
    private final RunTracing tracing;
    private final Map<UUID, byte[]> headers = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, byte[]> eldest) {
            return size() > KEPT;
        }
    });

    RunContexts(StartInterception starts, AttemptInterception attempts, RunUpkeep upkeep, @All List<RunTracing> tracing) {
        this.starts = starts;
        this.attempts = attempts;
        this.upkeep = upkeep;
        this.tracing = tracing.isEmpty() ? null : tracing.get(0);
    }

    /** {@return the header for a run that the calling thread starts, or null} */
    public byte[] ofStart(String workflowType, String workflowId, String taskQueue) {
        if (!attempts.propagates()) {
            return null;
        }
        try (Current span = tracing == null ? NONE : tracing.start(workflowType, workflowId, taskQueue)) {
            return starts.currentContext();
        }
    }

    /** {@return the header for what a Workflow Task on the calling thread starts, or null} */
    byte[] ofTask() {
        return attempts.propagates() ? starts.currentContext() : null;
    }

    /** {@return undoes the restoring of the context of a run on the calling thread} */
    Current enter(RunRow run) {
        if (!attempts.propagates()) {
            return NONE;
        }
        InterceptedAttempt context = attempts.enter(header(run.runId()));
        Current span = tracing == null ? NONE : tracing.task(run);
        return () -> {
            try (context) {
                span.close();
            }
        };
    }

    private byte[] header(UUID run) {
        byte[] header = headers.get(run);
        if (header == null) {
            byte[] stored = upkeep.header(run);
            header = stored == null ? NO_HEADER : stored;
            headers.put(run, header);
        }
        return header.length == 0 ? null : header;
    }
}
