package io.quarkiverse.activities.workflow.runtime.journal;

import java.util.List;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.ChildOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.JournalFormatException;

/** Writes what an arrival has brought as a list of texts, and reads it. Values are written as in {@link EntryText}. */
final class ArrivalText {

    private static final String COMPLETED = "completed";
    private static final String FAILED = "failed";
    private static final String TIMED_OUT = "timed out";
    private static final String CANCELED = "canceled";
    private static final String TERMINATED = "terminated";

    private ArrivalText() {
    }

    static List<String> write(Arrival arrival) {
        if (arrival instanceof Arrival.ActivityClosed closed) {
            return write(closed.outcome());
        } else if (arrival instanceof Arrival.ChildClosed closed) {
            return write(closed.outcome());
        } else if (arrival instanceof Arrival.ChildStarted started) {
            return List.of(started.runId());
        } else if (arrival instanceof Arrival.Signaled signal) {
            return List.of(signal.name(), value(signal.arguments()));
        } else if (arrival instanceof Arrival.UpdateRequested update) {
            return List.of(update.name(), value(update.arguments()));
        }
        throw new IllegalArgumentException("The reference says everything about " + arrival);
    }

    private static List<String> write(ActivityOutcome outcome) {
        if (outcome instanceof ActivityOutcome.Completed completed) {
            return List.of(COMPLETED, value(completed.result()));
        } else if (outcome instanceof ActivityOutcome.Failed failed) {
            return List.of(FAILED, String.valueOf(failed.retryState()), EntryText.text(RowCodec.failure(failed.failure())));
        }
        return List.of(CANCELED);
    }

    private static List<String> write(ChildOutcome outcome) {
        if (outcome instanceof ChildOutcome.Completed completed) {
            return List.of(COMPLETED, value(completed.result()));
        } else if (outcome instanceof ChildOutcome.Failed failed) {
            return List.of(FAILED, String.valueOf(failed.retryState()),
                    EntryText.text(FailureChainCodec.encode(failed.failure())));
        } else if (outcome instanceof ChildOutcome.TimedOut timedOut) {
            return List.of(TIMED_OUT, String.valueOf(timedOut.retryState()));
        }
        return List.of(outcome instanceof ChildOutcome.Canceled ? CANCELED : TERMINATED);
    }

    static Arrival read(String reference, List<String> texts) {
        long number = Long.parseLong(reference.substring(1));
        return switch (reference.charAt(0)) {
            case 'a' -> new Arrival.ActivityClosed((int) number, activity(texts));
            case 'b' -> new Arrival.ChildStarted((int) number, texts.get(0));
            case 'c' -> new Arrival.ChildClosed((int) number, child(texts));
            case 's' -> new Arrival.Signaled(number, texts.get(0), payload(texts.get(1)));
            case 'u' -> new Arrival.UpdateRequested(number, texts.get(0), payload(texts.get(1)));
            default -> throw new JournalFormatException("Unknown reference " + reference);
        };
    }

    private static ActivityOutcome activity(List<String> texts) {
        return switch (texts.get(0)) {
            case COMPLETED -> new ActivityOutcome.Completed(payload(texts.get(1)));
            case FAILED ->
                new ActivityOutcome.Failed(retryState(texts.get(1)), RowCodec.failure(EntryText.bytes(texts.get(2))));
            case CANCELED -> new ActivityOutcome.Canceled();
            default -> throw new JournalFormatException("Unknown outcome of an activity: " + texts.get(0));
        };
    }

    private static ChildOutcome child(List<String> texts) {
        return switch (texts.get(0)) {
            case COMPLETED -> new ChildOutcome.Completed(payload(texts.get(1)));
            case FAILED -> new ChildOutcome.Failed(retryState(texts.get(1)),
                    FailureChainCodec.decode(EntryText.bytes(texts.get(2))));
            case TIMED_OUT -> new ChildOutcome.TimedOut(retryState(texts.get(1)));
            case CANCELED -> new ChildOutcome.Canceled();
            case TERMINATED -> new ChildOutcome.Terminated();
            default -> throw new JournalFormatException("Unknown outcome of a child: " + texts.get(0));
        };
    }

    private static RetryState retryState(String text) {
        return text.equals("null") ? null : RetryState.valueOf(text);
    }

    static String value(Payload payload) {
        return EntryText.text(Payload.bytes(payload));
    }

    static Payload payload(String text) {
        return Payload.ofNullable(EntryText.bytes(text));
    }
}
