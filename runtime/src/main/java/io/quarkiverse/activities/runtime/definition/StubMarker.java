package io.quarkiverse.activities.runtime.definition;

/**
 * The parameter of a constructor that the build adds to activity classes. It runs no code of the application, so a recording
 * stub can be made of any class without constructing a real one.
 */
public final class StubMarker {

    private StubMarker() {
    }
}
