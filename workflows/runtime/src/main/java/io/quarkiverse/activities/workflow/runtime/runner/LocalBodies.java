package io.quarkiverse.activities.workflow.runtime.runner;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.local.LocalRetries;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;

/** Runs the body of a Local Activity, attempt after attempt, on the calling thread. */
@Singleton
class LocalBodies {

    private final ActivityDefinitions definitions;
    private final PayloadConversion conversion;
    private final WorkflowStore store;

    LocalBodies(ActivityDefinitions definitions, PayloadConversion conversion, WorkflowStore store) {
        this.definitions = definitions;
        this.conversion = conversion;
        this.store = store;
    }

    /** {@return the outcome, or null if the thread was interrupted between two attempts} */
    LocalOutcome run(LocalRequest request, Duration taskTimeout) {
        LocalRetries retries = new LocalRetries(request, taskTimeout);
        LocalOutcome refusal = retries.refusal(request, store.now());
        if (refusal != null) {
            return refusal;
        }
        for (int attempt = request.firstAttempt();; attempt++) {
            try {
                return new LocalOutcome.Completed(attempt, conversion.write(call(request.spec())));
            } catch (Throwable thrown) {
                Failure failure = conversion.failure(thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown);
                LocalRetries.Next next = retries.failed(attempt, failure, store.now());
                if (next.end() != null) {
                    return next.end();
                }
                try {
                    Thread.sleep(next.backoff().toMillis());
                } catch (InterruptedException abandoned) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
        }
    }

    private Object call(LocalSpec spec) throws Exception {
        if (spec.step() != null) {
            return spec.step().call();
        }
        List<ActivityDefinition> candidates = definitions.byType(spec.type()).stream().filter(ActivityDefinition::isServed)
                .toList();
        if (candidates.size() != 1) {
            throw new IllegalStateException("This application has " + candidates.size() + " activities of type '" + spec.type()
                    + "', and a Local Activity needs one");
        }
        ActivityDefinition definition = candidates.get(0);
        if (definition.contextParameter() >= 0) {
            throw new IllegalStateException(
                    definition.method() + " has an ActivityContext, which a Local Activity cannot have");
        }
        Object[] arguments = conversion.readArguments(spec.arguments(), definition.parameters());
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        try {
            Object returned = definition.invoker().invoke(null, arguments);
            return returned instanceof CompletionStage<?> stage ? stage.toCompletableFuture().join() : returned;
        } finally {
            request.terminate();
        }
    }
}
