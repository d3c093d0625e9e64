package io.quarkiverse.activities.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects compensations, and runs them in reverse order when a workflow must undo what it has done.
 *
 * <pre>
 * Saga saga = new Saga();
 * try {
 *     String reservation = stock.reserve(order);
 *     saga.onFailure(() -> stock.release(reservation));
 *     payments.charge(order);
 * } catch (ActivityFailure e) {
 *     saga.compensate();
 *     throw e;
 * }
 * </pre>
 *
 * After a cancellation of the workflow, call {@link #compensate} in a {@link WorkflowContext#detachedScope}.
 */
public final class Saga {

    private final Deque<Runnable> compensations = new ArrayDeque<>();

    /** Adds a compensation, which usually calls an activity. */
    public void onFailure(Runnable compensation) {
        compensations.push(compensation);
    }

    /**
     * Runs the compensations, the latest first, each once. If one of them fails, the others still run, and the first failure is
     * thrown at the end, with the others as suppressed exceptions.
     */
    public void compensate() {
        RuntimeException first = null;
        while (!compensations.isEmpty()) {
            try {
                compensations.pop().run();
            } catch (RuntimeException e) {
                first = first(first, e);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * Runs the compensations at the same time, each once, and waits for all of them. Failures are thrown as in
     * {@link #compensate}.
     */
    public void compensateInParallel(WorkflowContext workflow) {
        List<Promise<Void>> running = new ArrayList<>();
        while (!compensations.isEmpty()) {
            running.add(workflow.async(compensations.pop()));
        }
        RuntimeException first = null;
        for (Promise<Void> compensation : running) {
            RuntimeException failure = compensation.failure();
            if (failure != null) {
                first = first(first, failure);
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static RuntimeException first(RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }
}
