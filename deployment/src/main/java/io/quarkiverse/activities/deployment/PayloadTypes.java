package io.quarkiverse.activities.deployment;

import java.util.List;

import org.jboss.jandex.Type;

import io.quarkiverse.activities.runtime.definition.PayloadType;
import io.quarkus.deployment.recording.RecorderContext;

/** Converts types of the index to {@link PayloadType}s, which a recorder can write. */
public final class PayloadTypes {

    private PayloadTypes() {
    }

    public static PayloadType record(Type type, RecorderContext context) {
        PayloadType payload = new PayloadType();
        payload.setRaw(context.classProxy(type.name().toString()));
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
            payload.setArguments(record(type.asParameterizedType().arguments(), context));
        }
        return payload;
    }

    public static List<PayloadType> record(List<Type> types, RecorderContext context) {
        return types.stream().map(type -> record(type, context)).toList();
    }
}
