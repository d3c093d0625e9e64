package io.quarkiverse.activities.failure;

/**
 * Lets a checked exception leave a method that declares none. When the wrapper leaves an activity, the engine records its cause
 * as if the method had thrown that. {@link ApplicationFailure#wrap} creates it.
 */
public final class CheckedExceptionWrapper extends RuntimeException {

    CheckedExceptionWrapper(Throwable checked) {
        super(checked.toString(), checked);
    }
}
