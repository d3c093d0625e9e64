package io.quarkiverse.activities.deployment;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/** Knows types that can never be payloads, and what to do instead. */
public final class PayloadRules {

    /** The types that can never be written as JSON, and what to do instead. */
    private static final Map<DotName, String> NO_PAYLOADS = new TreeMap<>();

    static {
        forbid("pass the bytes, or a key under which you store them", "java.io.InputStream", "java.io.OutputStream",
                "java.io.Reader", "java.io.Writer", "java.nio.channels.Channel", "java.net.Socket");
        forbid("inject it instead", "java.sql.Connection", "java.sql.Statement", "java.sql.ResultSet", "javax.sql.DataSource",
                "jakarta.persistence.EntityManager", "jakarta.persistence.EntityManagerFactory",
                "org.hibernate.SharedSessionContract", "java.lang.Thread", "java.util.concurrent.Executor",
                "java.lang.ClassLoader", "jakarta.enterprise.inject.Instance", "jakarta.transaction.TransactionManager",
                "jakarta.transaction.UserTransaction", "io.quarkiverse.activities.ActivityClient");
        forbid("pass the values you need from it", "jakarta.servlet.ServletRequest", "jakarta.servlet.ServletResponse",
                "io.vertx.ext.web.RoutingContext", "io.vertx.core.http.HttpServerRequest", "jakarta.ws.rs.core.HttpHeaders",
                "jakarta.ws.rs.core.SecurityContext", "jakarta.ws.rs.core.UriInfo", "jakarta.ws.rs.core.Request",
                "jakarta.ws.rs.core.Response", "java.security.Principal");
        forbid("pass the value it yields", "io.smallrye.mutiny.Uni", "io.smallrye.mutiny.Multi",
                "java.util.concurrent.CompletionStage", "java.util.concurrent.Future", "java.util.concurrent.Flow$Publisher",
                "org.reactivestreams.Publisher");
        forbid("pass a List", "java.util.stream.BaseStream", "java.util.Iterator");
        forbid("pass the values you need from it", ActivityNames.CONTEXT.toString());
    }

    private final IndexView index;

    public PayloadRules(IndexView index) {
        this.index = index;
    }

    private static void forbid(String remedy, String... types) {
        for (String type : types) {
            NO_PAYLOADS.put(DotName.createSimple(type), remedy);
        }
    }

    /** Reports a type that can never be a payload, or contains such a type, to {@code problems}. */
    public void check(String what, Type type, Consumer<String> problems) {
        switch (type.kind()) {
            case ARRAY:
                check(what, type.asArrayType().constituent(), problems);
                break;
            case PARAMETERIZED_TYPE:
                type.asParameterizedType().arguments().forEach(argument -> check(what, argument, problems));
                checkClass(what, type.name(), problems);
                break;
            case CLASS:
                checkClass(what, type.name(), problems);
                break;
            default:
                break;
        }
    }

    private void checkClass(String what, DotName name, Consumer<String> problems) {
        ClassInfo type = index.getClassByName(name);
        if (type == null) {
            if (NO_PAYLOADS.containsKey(name)) {
                problems.accept(what + name + " can never be a payload; " + NO_PAYLOADS.get(name));
            }
            return;
        }
        for (ClassInfo supertype : new Hierarchy(type, index).classes()) {
            String cure = NO_PAYLOADS.get(supertype.name());
            if (cure != null) {
                problems.accept(what + name + " can never be a payload; " + cure);
                return;
            }
        }
    }
}
