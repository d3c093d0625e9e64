package io.quarkiverse.activities.workflow.runtime.history;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.TimeoutType;

/** The names of enum constants in Temporal's JSON. */
final class ProtoEnums {

    private ProtoEnums() {
    }

    static String of(RetryState state) {
        return state == null ? null : "RETRY_STATE_" + state.name();
    }

    static String of(TimeoutType type) {
        return type == null ? null : "TIMEOUT_TYPE_" + type.name();
    }
}
