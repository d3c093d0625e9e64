package io.quarkiverse.activities.workflow.runtime.replay;

/** Makes exceptions of recorded failures, for those who wait for a run. */
public final class Failures {

    private Failures() {
    }

    /** {@return the exception for a recorded failure, or null for null} */
    public static RuntimeException exception(FailureChain chain, Conversion conversion) {
        return Thrown.toException(chain, conversion);
    }

    /** {@return the exception for a run that closed as canceled} */
    public static RuntimeException canceled(Conversion conversion) {
        return Thrown.canceled("Workflow canceled", conversion);
    }
}
