package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.replay.ActivitySpec;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.smallrye.mutiny.Uni;

/** The code that the test runs instead of activities and child workflows, by their types. */
final class VirtualActivities {

    private record Implemented(Object implementation, Method method) {
    }

    private final Map<String, StubbedCall.Body> bodies = new HashMap<>();
    private final Map<String, Duration> durations = new HashMap<>();
    private final Map<String, Activity> definitions = new HashMap<>();
    private final Failures failures = Failures.standalone(Payloads.standalone());

    void put(String type, StubbedCall.Body body) {
        bodies.put(type, body);
    }

    void put(String type, Duration duration) {
        durations.put(type, duration);
    }

    /** Takes all activities of a class or interface from an object, which may be a mock. */
    void put(Class<?> type, Object implementation, Conversion conversion) {
        for (Class<?> each : CalledMethods.hierarchy(type)) {
            for (Method method : each.getDeclaredMethods()) {
                Activity definition = CalledMethods.find(type, method, Activity.class);
                if (definition != null) {
                    method.setAccessible(true);
                    String name = CalledMethods.activityType(type, method);
                    Implemented implemented = new Implemented(implementation, method);
                    bodies.put(name, call -> run(implemented, call, conversion));
                    definitions.put(name, definition);
                }
            }
        }
    }

    private static Object run(Implemented implemented, StubbedCall call, Conversion conversion) throws Exception {
        List<Type> types = new ArrayList<>();
        for (Type type : implemented.method.getGenericParameterTypes()) {
            if (type != ActivityContext.class) {
                types.add(type);
            }
        }
        Object[] given = conversion.readArguments(call.arguments(), types);
        Object[] arguments = new Object[implemented.method.getParameterCount()];
        int next = 0;
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = implemented.method.getParameterTypes()[i] == ActivityContext.class ? null : given[next++];
        }
        try {
            Object result = implemented.method.invoke(implemented.implementation, arguments);
            return result instanceof Uni<?> uni ? uni.await().indefinitely()
                    : result instanceof CompletionStage<?> stage ? stage.toCompletableFuture().join() : result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    /** {@return what to do for this type} */
    StubbedCall.Body body(String type, String what) {
        StubbedCall.Body body = bodies.get(type);
        if (body == null) {
            throw new IllegalStateException(
                    "The workflow has called the " + what + " " + type + ", but the test has nothing for"
                            + " it. Call activities(…), activity(\"" + type + "\", …) or child(\"" + type
                            + "\", …) of the environment");
        }
        return body;
    }

    Duration duration(String type) {
        return durations.getOrDefault(type, Duration.ZERO);
    }

    /** {@return the options of a call} */
    Options options(ActivitySpec call) {
        return VirtualOptions.of(call, definitions.get(call.type()));
    }

    /** {@return what an activity fails with whose method throws this} */
    Failure failure(Exception thrown) {
        return failures.of(thrown);
    }
}
