package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Instant;
import java.util.function.Supplier;

import io.quarkiverse.activities.workflow.runtime.replay.InlineLocals;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/** Runs bodies of Local Activities on the thread of the workflow code, in the Workflow Task that is open. */
final class InlineBodies implements InlineLocals {

    private final Supplier<LocalPhase> begin;
    private final Supplier<Instant> time;
    private volatile LocalPhase phase;
    private LocalActivities.Local current;

    /**
     * @param begin owns the run, unless this node owns it already
     * @param time the time of the run
     */
    InlineBodies(Supplier<LocalPhase> begin, Supplier<Instant> time) {
        this.begin = begin;
        this.time = time;
    }

    @Override
    public long patienceNanos() {
        LocalPhase known = phase;
        return known == null ? LocalPhase.WRITE_BEHIND_NANOS : known.patienceNanos();
    }

    @Override
    public boolean begin(LocalRequest request) {
        if (phase == null) {
            phase = begin.get();
        }
        current = phase.mayGoOn() ? phase.locals().beginHere(request) : null;
        return current != null;
    }

    @Override
    public void run() {
        current.runHere();
    }

    @Override
    public void runElsewhere() {
        current.runElsewhere();
    }

    @Override
    public LocalOutcome.Completed result() {
        return !current.isDurable() && current.outcome() instanceof LocalOutcome.Completed completed ? completed : null;
    }

    @Override
    public Instant delivered() {
        phase.locals().delivered(current);
        return time.get();
    }
}
