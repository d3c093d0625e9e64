package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.time.Instant;

import io.quarkiverse.activities.spi.Payload;

/** Something that workflow code decided. The commit of the Workflow Task carries it out. */
public sealed interface Decision {

    /** {@return the entry of this decision in the journal, or null if it leaves none there} */
    Entry entry();

    /** A decision that gets a number, to which arrivals refer. */
    sealed interface Numbered extends Decision {
        int number();
    }

    record ScheduleActivity(int number, ActivitySpec spec) implements Numbered {
        @Override
        public Entry entry() {
            return Entry.activity(number, spec.type(), spec.activityId());
        }
    }

    record CancelActivity(int target) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.CANCEL_ACTIVITY, target, null);
        }
    }

    /** @param ofAwait whether the timer is the timeout of an {@code await}, for people who read the history */
    record StartTimer(int number, Duration duration, boolean ofAwait) implements Numbered {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.TIMER, number, duration.toString());
        }
    }

    record CancelTimer(int target) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.CANCEL_TIMER, target, null);
        }
    }

    record StartChild(int number, ChildSpec spec) implements Numbered {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.CHILD, number, spec.type() + " " + spec.workflowId());
        }
    }

    /**
     * Signals another workflow, or a child.
     *
     * @param runId the run that must be met, or null for the latest
     */
    record SignalExternal(int number, String workflowId, String runId, String name, Payload arguments, boolean ofChild)
            implements
                Numbered {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.SIGNAL, number, name + " " + workflowId);
        }
    }

    /**
     * Requests the cancellation of another workflow, or of a child.
     *
     * @param runId the run that must be met, or null for the latest
     */
    record CancelExternal(int number, String workflowId, String runId, boolean ofChild) implements Numbered {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.CANCEL_WORKFLOW, number, workflowId);
        }
    }

    record RecordSideEffect(Payload value) implements Decision {
        @Override
        public Entry entry() {
            return new Entry(Entry.Kind.SIDE_EFFECT, 0, null, value, null, null);
        }
    }

    /**
     * Changes the memo. The value is not in the journal.
     *
     * @param value the value, or null to remove it
     */
    record SetMemo(String key, Payload value) implements Decision {

        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.MEMO, 0, key);
        }
    }

    /**
     * Publishes a value. Not in the journal: it is stored with the run, and calls may come and go.
     *
     * @param value the value, or null to remove it
     */
    record Publish(String key, Payload value) implements Decision {

        @Override
        public Entry entry() {
            return null;
        }
    }

    record RecordVersion(String change, int version) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.VERSION, version, change);
        }
    }

    record RecordLocal(int request, String type, LocalOutcome outcome, Instant time) implements Decision {
        @Override
        public Entry entry() {
            return new Entry(Entry.Kind.LOCAL, request, type, null, outcome, time);
        }
    }

    record AcceptUpdate(long message, String name) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.UPDATE_ACCEPTED, message, name);
        }
    }

    /**
     * @param result the result, or null if there is none
     * @param failure the failure, or null if the update completed
     */
    record CompleteUpdate(long message, String name, Payload result, FailureChain failure) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.UPDATE_COMPLETED, message, name);
        }
    }

    /** Not in the journal: a rejected update leaves no trace. */
    record RejectUpdate(long message, FailureChain failure) implements Decision {
        @Override
        public Entry entry() {
            return null;
        }
    }

    /** The run closes. It is the last decision. */
    record Close(Closing closing) implements Decision {
        @Override
        public Entry entry() {
            return Entry.of(Entry.Kind.CLOSE, 0, closing.name());
        }
    }
}
