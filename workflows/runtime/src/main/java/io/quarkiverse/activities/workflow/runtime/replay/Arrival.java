package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.spi.Payload;

/**
 * Something that happened outside of a run and is delivered to it. The number is that of the decision which asked for it. The
 * journal keeps the {@link #reference} only: what an activity, a child or a message brought is stored with them.
 */
public sealed interface Arrival {

    /** {@return the text by which the journal refers to this arrival} */
    String reference();

    record ActivityClosed(int number, ActivityOutcome outcome) implements Arrival {
        @Override
        public String reference() {
            return "a" + number;
        }
    }

    record TimerFired(int number) implements Arrival {
        @Override
        public String reference() {
            return "t" + number;
        }
    }

    record ChildStarted(int number, String runId) implements Arrival {
        @Override
        public String reference() {
            return "b" + number;
        }
    }

    /** The child was not started, because its Workflow Id is in use. */
    record ChildNotStarted(int number) implements Arrival {
        @Override
        public String reference() {
            return "n" + number;
        }
    }

    record ChildClosed(int number, ChildOutcome outcome) implements Arrival {
        @Override
        public String reference() {
            return "c" + number;
        }
    }

    /**
     * A signal to another workflow, or a request to cancel it, was delivered.
     *
     * @param found whether there was such a workflow
     */
    record Delivered(int number, boolean found) implements Arrival {
        @Override
        public String reference() {
            return (found ? "d" : "f") + number;
        }
    }

    /** @param message identifies the message in its run */
    record Signaled(long message, String name, Payload arguments) implements Arrival {
        @Override
        public String reference() {
            return "s" + message;
        }
    }

    /** @param message identifies the message in its run */
    record UpdateRequested(long message, String name, Payload arguments) implements Arrival {
        @Override
        public String reference() {
            return "u" + message;
        }
    }

    /**
     * Not from outside, but about the run itself: from this Workflow Task on, its random values follow from this run ID. A run
     * that was reset begins with that of the run whose journal it has taken over.
     */
    record Reset(String runId) implements Arrival {
        @Override
        public String reference() {
            return "r" + runId;
        }
    }

    /** @param reason the reason of the request, or null */
    record CancelRequested(String reason) implements Arrival {
        @Override
        public String reference() {
            return "k" + (reason == null ? "" : " " + reason);
        }
    }
}
