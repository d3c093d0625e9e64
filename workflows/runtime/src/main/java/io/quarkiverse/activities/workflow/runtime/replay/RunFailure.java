package io.quarkiverse.activities.workflow.runtime.replay;

/** Carries a failure out of the scheduler that ends the run. */
final class RunFailure extends RuntimeException {

    private final transient FailureChain failure;

    RunFailure(FailureChain failure) {
        super(null, null, false, false);
        this.failure = failure;
    }

    FailureChain failure() {
        return failure;
    }
}
