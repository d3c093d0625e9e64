package io.quarkiverse.activities.runtime.client.start;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.RecordedActivity;
import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.runtime.definition.ReturnKind;

/** Turns a lambda on a recording stub into a definition and its arguments. */
@Singleton
public class RecordedCalls {

    private final ActivityDefinitions definitions;

    RecordedCalls(ActivityDefinitions definitions) {
        this.definitions = definitions;
    }

    /** A definition and the arguments to start it with, without an {@code ActivityContext}. */
    public record RecordedCall(ActivityDefinition definition, Object[] arguments) {
    }

    /** {@return the call of a method that returns a value} */
    public <T> RecordedCall function(Class<T> activity, ActivityFunction<T, ?> lambda) {
        RecordedCall call = record(activity, lambda);
        require(call.definition(), ReturnKind.VALUE);
        return call;
    }

    /** {@return the call of a method that returns nothing} */
    public <T> RecordedCall procedure(Class<T> activity, ActivityProcedure<T> lambda) {
        RecordedCall call = any(activity, lambda);
        require(call.definition(), ReturnKind.VOID);
        return call;
    }

    /** {@return the call of a method whose result, if it has one, is not used} */
    public <T> RecordedCall any(Class<T> activity, ActivityProcedure<T> lambda) {
        return record(activity, stub -> {
            lambda.apply(stub);
            return null;
        });
    }

    /** {@return the call of a method, whatever it returns} */
    public <T> RecordedCall record(Class<T> activity, ActivityFunction<T, ?> lambda) {
        RecordedActivity called = definitions.called(Recording.capture(definitions.stub(activity), lambda));
        return new RecordedCall(called.definition(), called.arguments());
    }

    private static void require(ActivityDefinition definition, ReturnKind wanted) {
        if (definition.returnKind() == wanted) {
            return;
        }
        throw new IllegalArgumentException(definition.method() + " returns " + switch (definition.returnKind()) {
            case VALUE -> definition.result().getTypeName() + ". Use call(…)";
            case VOID -> "nothing. Use callVoid(…)";
            case UNI -> "a Uni. Use callUni(…)";
            case STAGE -> "a CompletionStage. Use callStage(…)";
        } + " to start it");
    }
}
