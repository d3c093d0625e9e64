package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.interceptor.InterceptedAttempt;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Uni;

/**
 * Runs the method of an attempt on the calling thread: in a request scope of its own, with the propagated context, and through
 * the interceptors.
 */
public final class AttemptInvocation {

    private final AttemptInterception interception;

    public AttemptInvocation(AttemptInterception interception) {
        this.interception = interception;
    }

    /** An attempt whose method is to run. */
    public interface Attempt {

        ActivityContext context();

        /** {@return the stored header, or null} */
        byte[] header();

        /** {@return the arguments, without an {@code ActivityContext}} */
        Object[] readArguments();

        /** Calls the method. */
        Object call(Object[] arguments) throws Exception;

        /** Called on the thread of the method when it has returned or thrown. */
        void methodReturned();

        /** Called if the method has returned a stage, or a {@code Uni}: the attempt ends when it completes. */
        void endsWith(CompletionStage<?> stage);

        /** Called when the method has returned or thrown, or when its stage has completed. */
        void returned(Object result, Throwable thrown);
    }

    public void run(Attempt attempt) {
        try (CurrentAttempt.Scope current = CurrentAttempt.enter(attempt.context())) {
            inRequestScope(attempt);
        }
    }

    private void inRequestScope(Attempt attempt) {
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        InjectableContext.ContextState requestState = request.getState();
        CompletionStage<?> later = null;
        Object result = null;
        Throwable thrown = null;
        try (InterceptedAttempt around = interception.enter(attempt.header())) {
            Object returned = invoke(attempt, around);
            later = stage(returned);
            result = later == null ? returned : null;
        } catch (Throwable t) {
            thrown = t;
        } finally {
            attempt.methodReturned();
            request.deactivate();
        }
        if (later == null) {
            request.destroy(requestState);
            returned(attempt, result, thrown);
        } else {
            attempt.endsWith(later);
            later.whenComplete((value, failure) -> {
                request.destroy(requestState);
                returned(attempt, value, failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
            });
        }
    }

    private static void returned(Attempt attempt, Object result, Throwable thrown) {
        try (CurrentAttempt.Scope current = CurrentAttempt.enter(attempt.context())) {
            attempt.returned(result, thrown);
        }
    }

    /** @param around the interceptors around the attempt, or null if there are none */
    private static Object invoke(Attempt attempt, InterceptedAttempt around) throws Exception {
        Object[] given = attempt.readArguments();
        return around == null ? attempt.call(given) : around.call(attempt.context().info(), given, arguments -> {
            Object returned = attempt.call(arguments);
            CompletionStage<?> stage = stage(returned);
            return stage == null ? CompletableFuture.completedFuture(returned) : stage;
        });
    }

    private static CompletionStage<?> stage(Object returned) {
        if (returned instanceof Uni<?> uni) {
            return uni.subscribeAsCompletionStage();
        }
        return returned instanceof CompletionStage<?> stage ? stage : null;
    }
}
