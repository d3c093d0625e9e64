package io.quarkiverse.activities.failure;

/**
 * Lets a checked exception leave a method that declares none. When it leaves an activity, its cause is recorded as if
 * it had been thrown itself. Made by {@link ApplicationFailure#wrap}.
 */
public final class CheckedExceptionWrapper extends RuntimeException {

    CheckedExceptionWrapper(Throwable checked) {
        super(checked.toString(), checked);
    }
}
