package io.quarkiverse.activities.deployment;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.util.TypeLiteral;

import org.jboss.jandex.DotName;
import org.objectweb.asm.Type;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
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

    private static final Set<String> LAMBDAS = Set.of(Type.getDescriptor(ActivityFunction.class),
            Type.getDescriptor(ActivityProcedure.class));

    private static final Map<String, Set<String>> OF_ACTIVITIES = Map.ofEntries(
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

    /** A class before an id, as in {@code handle(OrderFulfilment.class, "order-7")}, declares methods: it is no payload. */
    private static final String TYPED_HANDLE = "(Ljava/lang/Class;Ljava/lang/String;";

    private final Map<String, Set<String>> names = new TreeMap<>(OF_ACTIVITIES);

    /** @param others those of other extensions */
    PayloadMethods(Collection<PayloadMethodsBuildItem> others) {
        others.forEach(other -> names.put(Type.getInternalName(other.owner), other.methods));
    }

    private static Map.Entry<String, Set<String>> names(Class<?> owner, String... methods) {
        return Map.entry(Type.getInternalName(owner), Set.of(methods));
    }

    /** {@return the classes that declare these methods} */
    Stream<DotName> owners() {
        return names.keySet().stream().map(owner -> DotName.createSimple(owner.replace('/', '.'))).sorted();
    }

    /** {@return whether this is one of these methods; a constructor is called {@code <init>}} */
    boolean contains(String owner, String name, String descriptor) {
        return names.getOrDefault(owner, Set.of()).contains(name)
                // Those describe a method, which declares the types
                && LAMBDAS.stream().noneMatch(descriptor::contains) && !descriptor.startsWith(TYPED_HANDLE);
    }

    /** {@return whether a parameter of one of these methods contains a value, or says as what type to read one} */
    static boolean isPayload(Type parameter) {
        return PARAMETERS.contains(parameter);
    }
}
