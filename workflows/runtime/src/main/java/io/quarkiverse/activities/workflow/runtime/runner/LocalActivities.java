package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.quarkiverse.activities.workflow.runtime.body.LocalBodies;
import io.quarkiverse.activities.workflow.runtime.body.LocalExecution;
import io.quarkiverse.activities.workflow.runtime.body.LocalListener;
import io.quarkiverse.activities.workflow.runtime.body.LocalRun;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/**
 * The Local Activities of a run that this node owns. Keeps outcomes until they are committed, so that no body runs again if a
 * Workflow Task is begun again. Only the thread of the run uses it; the bodies run elsewhere.
 */
final class LocalActivities {

    private final LocalBodies bodies;
    private final LocalRun run;
    private final Ownership ownership;
    private final Map<Integer, Local> locals = new HashMap<>();
    private final Map<Integer, LocalOutcome> recovered = new HashMap<>();
    private final Queue<Local> ready = new ConcurrentLinkedQueue<>();
    private boolean abandoned;

    LocalActivities(LocalBodies bodies, LocalRun run, Ownership ownership) {
        this.bodies = bodies;
        this.run = run;
        this.ownership = ownership;
    }

    /** A Local Activity, and its outcome or its error if it has ended. */
    final class Local implements LocalListener {

        private LocalRequest request;
        private LocalExecution execution;
        private Runnable slot;
        private volatile LocalOutcome outcome;
        private volatile Throwable error;
        private boolean delivered;

        private Local(LocalRequest request) {
            this.request = request;
        }

        @Override
        public void ended(int number, LocalOutcome newOutcome) {
            outcome = newOutcome;
            offer();
        }

        @Override
        public void broken(int number, Throwable newError) {
            error = newError;
            offer();
        }

        @Override
        public void refused(int number) {
            ownership.lost();
        }

        private void offer() {
            ready.add(this);
            ownership.tell();
        }

        /** Runs the body on the calling thread. */
        void runHere() {
            execution.startHere(slot);
        }

        /** Runs the body on another thread. */
        void runElsewhere() {
            slot.run();
            execution.start();
        }

        int number() {
            return request.number();
        }

        LocalOutcome outcome() {
            return outcome;
        }

        /** {@return the error that fails the Workflow Task, or null} */
        Throwable error() {
            return error;
        }

        boolean isDurable() {
            return request.spec().durable();
        }

        private boolean isSameCall(LocalRequest other) {
            return request.spec().type().equals(other.spec().type())
                    && Objects.equals(request.spec().arguments(), other.spec().arguments())
                    && request.firstAttempt() == other.firstAttempt();
        }
    }

    /** These have ended before this node owned the run, in transactions that have committed. */
    void recover(Map<Integer, LocalOutcome> outcomes) {
        recovered.putAll(outcomes);
    }

    /** Runs those of the requests that do not run yet, and tells bodies to stop whose scope was canceled. */
    void start(List<LocalRequest> requests, List<Integer> toStop) {
        for (LocalRequest request : requests) {
            Local known = locals.get(request.number());
            if (known == null) {
                begin(request);
            } else if (known.request != request) {
                again(known, request);
            }
        }
        toStop.forEach(number -> locals.get(number).execution.requestStop());
    }

    /** {@return the request if its body may run on the calling thread, or null} */
    Local beginHere(LocalRequest request) {
        if (locals.containsKey(request.number()) || recovered.containsKey(request.number())) {
            return null;
        }
        Runnable slot = bodies.slotHere(run, request.spec());
        if (slot == null) {
            return null;
        }
        Local local = create(request);
        local.slot = slot;
        return local;
    }

    private Local create(LocalRequest request) {
        Local local = new Local(request);
        locals.put(request.number(), local);
        local.execution = bodies.create(run, request, local);
        return local;
    }

    private void begin(LocalRequest request) {
        Local local = create(request);
        LocalOutcome outcome = recovered.remove(request.number());
        if (outcome != null) {
            local.ended(request.number(), outcome);
        } else {
            local.execution.start();
        }
    }

    /** The code was run again, and has called this again. */
    private void again(Local known, LocalRequest request) {
        if (!known.isSameCall(request)) {
            known.execution.abandon();
            begin(request);
            return;
        }
        known.request = request;
        if (known.outcome != null || known.error != null) {
            ready.add(known);
        }
    }

    boolean isStarted(LocalRequest request) {
        Local known = locals.get(request.number());
        return known != null && known.request == request;
    }

    /** {@return one that has ended and was not delivered yet, or null} */
    Local take() {
        Local next;
        do {
            next = ready.poll();
        } while (next != null && (next.delivered || locals.get(next.number()) != next));
        if (next != null) {
            next.delivered = true;
        }
        return next;
    }

    /** The result of a body that has run on the thread of the code is delivered. */
    void delivered(Local local) {
        local.delivered = true;
        ready.remove(local);
    }

    boolean isReady() {
        return !ready.isEmpty();
    }

    /** The outcomes that were delivered are committed, and need not be kept. */
    void committed() {
        locals.values().removeIf(local -> local.delivered);
    }

    /** The outcomes that were delivered are not committed: the code runs again. */
    void deliverAgain() {
        ready.clear();
        locals.values().forEach(local -> local.delivered = false);
    }

    /** The run is closed, or this node does not own it any more: tells the bodies to stop. */
    void abandon() {
        if (!abandoned) {
            abandoned = true;
            locals.values().forEach(local -> local.execution.abandon());
        }
    }
}
