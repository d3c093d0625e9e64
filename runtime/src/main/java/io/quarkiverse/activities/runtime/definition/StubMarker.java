package io.quarkiverse.activities.runtime.definition;

/**
 * The parameter type of a constructor that the build adds to activity classes. That constructor runs no code of the
 * application, so that recording stubs of any class can be created.
 */
public final class StubMarker {

    private StubMarker() {
    }
}
