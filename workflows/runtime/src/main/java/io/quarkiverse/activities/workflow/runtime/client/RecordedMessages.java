package io.quarkiverse.activities.workflow.runtime.client;

import java.lang.reflect.Type;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs.RecordedMethod;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowDefinitions;

/** Turns lambdas that call handlers on stubs into messages. */
@Singleton
class RecordedMessages {

    /**
     * A message.
     *
     * @param result the type that the handler returns; {@code Void.class} for none
     */
    record Message(String name, Object[] arguments, Type result) {
    }

    private final RecordedStubs stubs;
    private final WorkflowDefinitions definitions;

    RecordedMessages(RecordedStubs stubs, WorkflowDefinitions definitions) {
        this.stubs = stubs;
        this.definitions = definitions;
    }

    /** {@return the same lambda, with a result that nobody uses} */
    static <T> ActivityFunction<T, Void> function(ActivityProcedure<T> call) {
        return stub -> {
            call.apply(stub);
            return null;
        };
    }

    <T> Message signal(Class<T> workflow, ActivityProcedure<T> call) {
        return message(workflow, MethodKind.SIGNAL, function(call));
    }

    <T> Message query(Class<T> workflow, ActivityFunction<T, ?> call) {
        return message(workflow, MethodKind.QUERY, call);
    }

    <T> Message update(Class<T> workflow, ActivityFunction<T, ?> call) {
        return message(workflow, MethodKind.UPDATE, call);
    }

    private <T> Message message(Class<T> workflow, MethodKind kind, ActivityFunction<T, ?> call) {
        RecordedMethod recorded = stubs.record(workflow, kind, call);
        Type result = recorded.method().result();
        return new Message(recorded.method().name(), recorded.arguments(), result == null ? Void.class : result);
    }

    /** {@return the type that the workflow method of this class or interface returns} */
    Type result(Class<?> workflow) {
        return definitions.resultOf(workflow.getName());
    }
}
