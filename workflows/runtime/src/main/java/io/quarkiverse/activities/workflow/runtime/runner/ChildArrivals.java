package io.quarkiverse.activities.workflow.runtime.runner;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.ChildOutcome;
import io.quarkiverse.activities.workflow.runtime.store.ChildNote;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;

/** Turns messages about children into arrivals. */
final class ChildArrivals {

    private ChildArrivals() {
    }

    static Arrival started(StoredMessage message) {
        ChildNote note = ChildNote.of(message);
        return new Arrival.ChildStarted(note.number(), note.word());
    }

    static Arrival notStarted(StoredMessage message) {
        return new Arrival.ChildNotStarted(ChildNote.of(message).number());
    }

    static Arrival closed(StoredMessage message) {
        ChildNote note = ChildNote.of(message);
        return new Arrival.ChildClosed(note.number(), switch (RunState.valueOf(note.word())) {
            case COMPLETED -> new ChildOutcome.Completed(Payload.ofNullable(message.payload()));
            case FAILED -> new ChildOutcome.Failed(note.retryState(), FailureChainCodec.decode(message.payload()));
            case TIMED_OUT -> new ChildOutcome.TimedOut(note.retryState());
            case CANCELED -> new ChildOutcome.Canceled();
            case TERMINATED -> new ChildOutcome.Terminated();
            default -> throw new IllegalStateException("Not the end of a child: " + message.name());
        });
    }
}
