package io.quarkiverse.activities.runtime.store;

import java.time.Instant;

import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Is called after each commit of the store, on the thread that committed. Implementations must not block. */
public interface StoreListener {

    /** Does nothing. */
    StoreListener NONE = new StoreListener() {

        @Override
        public void decided(Verdict verdict) {
        }

        @Override
        public void completed(Completion completion) {
        }
    };

    /** Called when a decision of the state machine has committed. */
    void decided(Verdict verdict);

    /** Called when a start has committed that the store made itself, in the state that {@code row} describes. */
    default void started(NewExecution row, Instant scheduledTime) {
    }

    /** Called when a completion has committed that a hot statement applied. */
    void completed(Completion completion);

    /** Called when a heartbeat has committed that a hot statement applied. */
    default void beaten(HeartbeatWrite heartbeat) {
    }
}
