package io.quarkiverse.activities.workflow.deployment.determinism;

import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.BEANS;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.CLIENT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.DATABASE;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.ENVIRONMENT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.INPUT_OUTPUT;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.REMOTE;
import static io.quarkiverse.activities.workflow.deployment.determinism.Offence.THREADS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.objectweb.asm.Type;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowHandle;

/**
 * The calls of platform code that workflow code must not make. The walk does not enter platform code: what is not listed here
 * counts as deterministic.
 */
final class ForbiddenCalls {

    private static final List<String> PLATFORM = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/", "jakarta/",
            "io/quarkus/",
            "io/quarkiverse/", "io/smallrye/", "io/vertx/", "io/micrometer/", "io/opentelemetry/", "io/netty/", "io/grpc/",
            "org/eclipse/microprofile/", "org/hibernate/", "org/jboss/", "org/slf4j/", "org/apache/logging/",
            "org/apache/commons/logging/", "com/fasterxml/jackson/", "org/reactivestreams/", "io/agroal/", "com/mongodb/",
            "org/apache/kafka/", "org/apache/http/", "org/apache/hc/", "okhttp3/", "retrofit2/", "kotlin/");

    private static final Set<String> CLIENTS = Set.of(Type.getInternalName(ActivityClient.class),
            Type.getInternalName(ActivityCall.class), Type.getInternalName(ActivityHandle.class),
            Type.getInternalName(ActivityContext.class), Type.getInternalName(ActivityCompletion.class),
            Type.getInternalName(WorkflowClient.class), Type.getInternalName(WorkflowCall.class),
            Type.getInternalName(WorkflowHandle.class));

    /** The first prefix that fits decides; null allows. Constructors are always allowed. */
    private static final Map<String, Offence> PACKAGES = new LinkedHashMap<>();

    static {
        all(null, "io/vertx/core/json/", "io/vertx/core/buffer/", "io/vertx/mutiny/core/buffer/", "org/hibernate/validator/");
        all(DATABASE, "jakarta/persistence/", "jakarta/transaction/", "org/hibernate/", "io/agroal/", "com/mongodb/",
                "javax/sql/",
                "io/quarkus/hibernate/", "io/quarkus/mongodb/", "io/quarkus/panache/", "io/quarkus/narayana/",
                "io/quarkus/agroal/",
                "io/quarkus/redis/", "io/quarkus/cache/", "javax/transaction/");
        all(BEANS, "jakarta/enterprise/", "jakarta/inject/", "io/quarkus/arc/", "javax/naming/");
        all(ENVIRONMENT, "org/eclipse/microprofile/config/", "io/smallrye/config/", "io/quarkus/runtime/");
        all(REMOTE, "jakarta/ws/rs/client/", "jakarta/jms/", "jakarta/mail/", "io/quarkus/rest/", "io/quarkus/mailer/",
                "io/quarkus/grpc/", "io/quarkus/vertx/", "org/eclipse/microprofile/rest/client/",
                "org/eclipse/microprofile/reactive/messaging/", "io/smallrye/reactive/messaging/", "org/jboss/resteasy/",
                "org/apache/kafka/", "org/apache/http/", "org/apache/hc/", "okhttp3/", "retrofit2/", "io/netty/", "io/grpc/",
                "io/vertx/");
        all(INPUT_OUTPUT, "javax/net/");
        all(THREADS, "org/eclipse/microprofile/context/", "io/smallrye/context/", "io/smallrye/mutiny/infrastructure/",
                "io/smallrye/mutiny/groups/UniOnItemDelay");
    }

    private static final Set<String> MUTINY_THREADS = Set.of("runSubscriptionOn", "emitOn", "delayIt", "delayUntil", "ticks",
            "withBackOff");

    private ForbiddenCalls() {
    }

    private static void all(Offence offence, String... prefixes) {
        for (String prefix : prefixes) {
            PACKAGES.put(prefix, offence);
        }
    }

    /** {@return whether the class belongs to the JDK, to Quarkus or to the libraries that it is built of} */
    static boolean isPlatform(String owner) {
        return PLATFORM.stream().anyMatch(owner::startsWith);
    }

    /** {@return what is wrong with the call of a method of a platform class, or null} */
    static Offence of(String owner, String name, String descriptor) {
        if (owner.startsWith("java/")) {
            return ForbiddenJavaCalls.of(owner, name, descriptor);
        }
        if (name.equals("<init>")) {
            return null;
        }
        if (CLIENTS.contains(owner)) {
            return CLIENT;
        }
        if (owner.startsWith("io/smallrye/mutiny/") && MUTINY_THREADS.contains(name)) {
            return THREADS;
        }
        for (Map.Entry<String, Offence> known : PACKAGES.entrySet()) {
            if (owner.startsWith(known.getKey())) {
                return known.getValue();
            }
        }
        return null;
    }
}
