package io.quarkiverse.activities.test.conformance;

/** Signals a difference in a script whose events came too late because the machine was busy, so that it does not count. */
final class LateEventException extends RuntimeException {

    LateEventException(String difference) {
        super(difference);
    }
}
