package io.quarkiverse.activities.deployment;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;

import org.jboss.jandex.DotName;
import org.objectweb.asm.Type;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.FailedExecution;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.spi.PayloadReader;

/**
 * The methods of the API that convert values to payloads, or payloads to values, of types that no activity method declares.
 */
final class PayloadMethods {

    private static final String CLIENT = Type.getInternalName(ActivityClient.class);
    private static final String BY_TYPE_NAME = "(" + Type.getDescriptor(String.class);

    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            names(ActivityContext.class, "heartbeat", "heartbeatDetails"),
            names(ActivityCompletion.class, "complete", "heartbeat", "reportCanceled"),
            names(ActivityClient.class, "call", "handle"),
            names(ActivityDescription.class, "arguments", "heartbeatDetails", "result"),
            names(FailedExecution.class, "argument"),
            names(ApplicationFailure.class, "details"),
            names(ApplicationFailure.Builder.class, "details"),
            names(CanceledFailure.class, "details"),
            names(TimeoutFailure.class, "lastHeartbeatDetails"),
            names(ActivityCanceledException.class, "<init>"),
            names(PayloadReader.class, "read"));

    /** The declared types of parameters that contain a value, or say as what type to read one. */
    private static final Set<Type> PARAMETERS = Set.of(Type.getType(Object.class), Type.getType(Object[].class),
            Type.getType(Class.class), Type.getType(TypeLiteral.class), Type.getType(java.lang.reflect.Type.class),
            Type.getType(java.lang.reflect.Type[].class));

    private PayloadMethods() {
    }

    private static Map.Entry<String, Set<String>> names(Class<?> owner, String... methods) {
        return Map.entry(Type.getInternalName(owner), Set.of(methods));
    }

    /** {@return the classes that declare these methods} */
    static Stream<DotName> owners() {
        return NAMES.keySet().stream().map(owner -> DotName.createSimple(owner.replace('/', '.'))).sorted();
    }

    /** {@return whether this is one of these methods; a constructor is called {@code <init>}} */
    static boolean contains(String owner, String name, String descriptor) {
        return NAMES.getOrDefault(owner, Set.of()).contains(name)
                // The other calls describe an activity method, which declares the types
                && (!owner.equals(CLIENT) || descriptor.startsWith(BY_TYPE_NAME));
    }

    /** {@return whether a parameter of one of these methods contains a value, or says as what type to read one} */
    static boolean isPayload(Type parameter) {
        return PARAMETERS.contains(parameter);
    }
}
