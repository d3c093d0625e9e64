package io.quarkiverse.activities.runtime.definition;

/** Carries out the calls on a stub, instead of recording them. */
public interface StubHandler {

    /**
     * {@return what the method returns, or null} A primitive is in its wrapper; null stands for zero or false.
     *
     * @param methodKey the key of the method, as in {@link Recorded}
     * @param arguments the arguments, including an {@code ActivityContext}
     */
    Object call(String methodKey, Object[] arguments);
}
