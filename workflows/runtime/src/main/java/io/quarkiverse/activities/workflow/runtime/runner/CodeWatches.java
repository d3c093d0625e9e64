package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.activities.runtime.node.Timers;

/** The code that runs now, on this node. One timer looks after all of it, because nearly all code blocks long before. */
final class CodeWatches {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Timers timers;
    private final Set<CodeWatch> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    CodeWatches(Timers timers) {
        this.timers = timers;
    }

    void add(CodeWatch watch) {
        running.add(watch);
        lookLater();
    }

    void remove(CodeWatch watch) {
        running.remove(watch);
    }

    private void lookLater() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            timers.after(LOOK_NANOS, this::look);
        }
    }

    private void look() {
        looking.set(false);
        running.forEach(CodeWatch::look);
        if (!running.isEmpty()) {
            lookLater();
        }
    }
}
