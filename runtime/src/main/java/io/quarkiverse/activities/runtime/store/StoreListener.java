package io.quarkiverse.activities.runtime.store;

import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.Verdict;

/** Hears what was committed. Called on the thread that committed, so it only hands over. */
public interface StoreListener {

    /** A decision of the state machine was committed. */
    void decided(Verdict verdict);

    /** A completion was committed. */
    void completed(Completion completion);

    /** A heartbeat was committed that needed no decision. */
    default void beaten(HeartbeatWrite heartbeat) {
    }
}
