package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;

/** Records calls on stubs of activities and workflows. */
public interface Stubs {

    /** The kind of value that a method returns in Java. The result of an activity is the value that it yields. */
    enum Returned {
        VALUE("a value", ""),
        NOTHING("nothing", "Void"),
        UNI("a Uni", "Uni"),
        STAGE("a CompletionStage", "Stage");

        private final String text;
        private final String suffix;

        Returned(String text, String suffix) {
            this.text = text;
            this.suffix = suffix;
        }
    }

    /**
     * A recorded call.
     *
     * @param type the Activity Type or the Workflow Type
     * @param result the type to read the result as
     * @param returned what the method returns
     * @param taskQueue the Task Queue of the definition, or null for the default
     */
    record RecordedCall(String type, Type result, Object[] arguments, Returned returned, String taskQueue) {

        public RecordedCall(String type, Type result, Object[] arguments) {
            this(type, result, arguments, Returned.VALUE, null);
        }

        /**
         * {@return this call}
         *
         * @param method the method of the context that was called, without its suffix
         * @throws IllegalArgumentException if the method of the stub returns something else
         */
        RecordedCall require(Returned wanted, String method) {
            if (returned != wanted) {
                throw new IllegalArgumentException(
                        "The method of " + type + " returns " + returned.text + ". Use " + method + returned.suffix
                                + "(…) to call it");
            }
            return this;
        }
    }

    /**
     * {@return the call that the lambda makes}
     *
     * @throws IllegalArgumentException if it does anything else
     */
    <T, R> RecordedCall record(Class<T> stub, ActivityFunction<T, R> call);

    /**
     * {@return the signal that the lambda sends} Its type is the name of the signal.
     *
     * @throws IllegalArgumentException if it does anything else
     */
    default <T> RecordedCall recordSignal(Class<T> stub, ActivityProcedure<T> call) {
        throw new IllegalStateException("There are no stubs of workflows");
    }
}
