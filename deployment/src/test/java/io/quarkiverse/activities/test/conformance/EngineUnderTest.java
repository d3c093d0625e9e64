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
 * Whatever can play recordings: the state machine in virtual time, or an engine on a database in real time. One instance plays
 * one script, under one Activity Id. A null token means "by Activity Id". Whatever is refused throws {@link Refused}.
 */
interface EngineUnderTest {

    /** @param run identifies the run, equal for equal runs */
    record Started(Object run, boolean started) {
    }

    /** @param token names the attempt in reports */
    record Task(Object token, int attempt, Duration scheduleToClose, Duration startToClose, Duration heartbeat,
            Payload heartbeatDetails) {
    }

    /** What describe shows, as the execution it shows and the time at which it shows it. */
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

    /** Lets time pass, in which timers fire. */
    void pass(Duration time);

    Started start(Options options, Payload input, IdReusePolicy reuse, IdConflictPolicy conflict, String requestId);

    /** {@return the task that was claimed, or null if none waits} */
    Task poll(String identity);

    /** {@return what the heartbeat is answered} */
    Signal heartbeat(Object token, Payload details);

    void complete(Object token, Payload result, String identity);

    void fail(Object token, Failure failure, Payload lastHeartbeatDetails, String identity);

    void reportCanceled(Object token, Payload details, String identity);

    /** One of the verbs: request cancel, terminate, pause, unpause, reset, update or restore options. */
    void ask(Event verb);

    void delete();

    /** {@return what describe shows of the latest run, or null if there is none} */
    View describe();
}
