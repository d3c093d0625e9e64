package io.quarkiverse.activities.runtime.store;

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
