package io.quarkiverse.activities.workflow.test;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;

/** The call of an activity or a child workflow that the test carries out. */
public final class StubbedCall {

    private final String type;
    private final int attempt;
    private final Payload arguments;
    private final Conversion conversion;

    StubbedCall(String type, int attempt, Payload arguments, Conversion conversion) {
        this.type = type;
        this.attempt = attempt;
        this.arguments = arguments;
        this.conversion = conversion;
    }

    /** The code that the test runs instead of an activity or a child workflow. */
    @FunctionalInterface
    public interface Body {

        /**
         * {@return the result, or null}
         *
         * @throws Exception to fail the attempt
         */
        Object run(StubbedCall call) throws Exception;
    }

    /** {@return the Activity Type or the Workflow Type} */
    public String type() {
        return type;
    }

    /** {@return the number of the attempt, from 1} */
    public int attempt() {
        return attempt;
    }

    /** {@return an argument, or null if there are fewer} */
    @SuppressWarnings("unchecked") // a primitive type cannot cast
    public <T> T argument(int index, Class<T> argumentType) {
        if (arguments == null || index >= conversion.size(arguments)) {
            return null;
        }
        return (T) conversion.read(arguments, index, argumentType);
    }

    Payload arguments() {
        return arguments;
    }
}
