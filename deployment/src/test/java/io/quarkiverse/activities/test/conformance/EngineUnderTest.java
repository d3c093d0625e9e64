package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.Refusal;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * An engine that can play recordings: the state machine in virtual time, or the store on a database in real time. One instance
 * plays one script with one Activity ID. A {@code null} token means "by Activity ID". Refused requests throw {@link Refused}.
 */
interface EngineUnderTest {

    /** @param run an object that identifies the run; equal for equal runs */
    record Started(Object run, boolean started) {
    }

    /** @param token an object that identifies the attempt in reports */
    record Task(Object token, int attempt, Duration scheduleToClose, Duration startToClose, Duration heartbeat,
            Payload heartbeatDetails) {
    }

    /** The execution that describe shows, and the time at which it was read. */
    record View(Object run, Execution execution, Instant seenAt) {
    }

    final class Refused extends RuntimeException {

        private final Refusal reason;

        Refused(Refusal reason, String message) {
            super(message);
            this.reason = reason;
        }

        Refusal reason() {
            return reason;
        }
    }

    /** Waits for this time, during which timers fire. */
    void pass(Duration time);

    Started start(Options options, Payload input, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId);

    /** {@return the claimed task, or {@code null} if none is available} */
    Task poll(String identity);

    /** {@return the signal in the answer to the heartbeat} */
    Signal heartbeat(Object token, Payload details);

    void complete(Object token, Payload result, String identity);

    void fail(Object token, Failure failure, Payload lastHeartbeatDetails, String identity);

    void reportCanceled(Object token, Payload details, String identity);

    /** Applies a verb: request cancel, terminate, pause, unpause, reset, update or restore options. */
    void applyVerb(Event verb);

    void delete();

    /** {@return the description of the latest run, or {@code null} if there is none} */
    View describe();
}
