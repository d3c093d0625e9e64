package io.quarkiverse.activities.workflow.runtime.replay;

/** Carries a divergence out of the scheduler. */
final class DivergedException extends RuntimeException {

    private final String expected;
    private final String found;

    DivergedException(String expected, String found) {
        super(null, null, false, false);
        this.expected = expected;
        this.found = found;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
