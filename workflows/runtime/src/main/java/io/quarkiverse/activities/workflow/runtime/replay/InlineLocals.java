package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Instant;

/**
 * Runs Local Activities on the thread of the code that calls them, so that a short one hands over to no other thread. The owner
 * of the run offers it for as long as it waits for the code. A body that takes longer goes on there, but nobody waits for it:
 * the code counts as blocked, and the Local Activity ends as any other.
 */
public interface InlineLocals {

    /** {@return for how many nanoseconds a body may still hold up the run} Called by any thread. */
    long patienceNanos();

    /** {@return whether this one may run on the calling thread} If so, {@link #run} or {@link #runElsewhere} must follow. */
    boolean begin(LocalRequest request);

    /** Runs the body on the calling thread, and reports its outcome to the owner of the run. */
    void run();

    /** Runs the body that has begun on another thread. */
    void runElsewhere();

    /** {@return the result of the body that has run, or null if the owner of the run delivers what became of it} */
    LocalOutcome.Completed result();

    /** {@return when the body has ended} The result is delivered, so the owner of the run does not deliver it. */
    Instant delivered();
}
