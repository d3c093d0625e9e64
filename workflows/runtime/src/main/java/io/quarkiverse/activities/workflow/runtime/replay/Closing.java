package io.quarkiverse.activities.workflow.runtime.replay;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.ContinueAsNewOptions;

/** How a run closes by a decision of its code. */
public sealed interface Closing {

    /** {@return the name in the journal} */
    String name();

    record Completed(Payload result) implements Closing {
        @Override
        public String name() {
            return "completed";
        }
    }

    record Failed(FailureChain failure) implements Closing {
        @Override
        public String name() {
            return "failed";
        }
    }

    /**
     * The cancellation of the run was requested.
     *
     * @param ignored how the run would have closed otherwise, for {@code describe}; or null if it would have failed because of
     *        the cancellation
     */
    record Canceled(Closing ignored) implements Closing {
        @Override
        public String name() {
            return "canceled";
        }
    }

    /**
     * The run is continued by another one.
     *
     * @param options what differs from this run
     */
    record ContinuedAsNew(Payload arguments, ContinueAsNewOptions options) implements Closing {

        public ContinuedAsNew(Payload arguments) {
            this(arguments, ContinueAsNewOptions.create());
        }

        @Override
        public String name() {
            return "continued";
        }
    }
}
