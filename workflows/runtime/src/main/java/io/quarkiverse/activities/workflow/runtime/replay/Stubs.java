package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;

import io.quarkiverse.activities.ActivityFunction;

/** Records calls on stubs of activities and workflows. */
public interface Stubs {

    /**
     * A recorded call.
     *
     * @param type the Activity Type or the Workflow Type
     * @param result the type to read the result as
     */
    record RecordedCall(String type, Type result, Object[] arguments) {
    }

    /**
     * {@return the call that the lambda makes}
     *
     * @throws IllegalArgumentException if it does anything else
     */
    <T, R> RecordedCall record(Class<T> stub, ActivityFunction<T, R> call);
}
