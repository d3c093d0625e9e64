package io.quarkiverse.activities.workflow;

import java.util.ArrayDeque;
import java.util.Deque;

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
                if (first == null) {
                    first = e;
                } else if (first != e) {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
