package io.quarkiverse.activities.workflow.runtime.payload;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;

/** Implements {@link Conversion} with the payloads of the activities. */
@Singleton
public class PayloadConversion implements Conversion {

    private final Payloads payloads;
    private final Failures failures;

    PayloadConversion(Payloads payloads, Failures failures) {
        this.payloads = payloads;
        this.failures = failures;
    }

    /** {@return an instance for use outside an application, without the application's modules and codecs} */
    public static PayloadConversion standalone() {
        Payloads payloads = Payloads.standalone();
        return new PayloadConversion(payloads, Failures.standalone(payloads));
    }

    @Override
    public Payload write(Object value) {
        return value == null ? null : Payload.ofNullable(payloads.write(value));
    }

    @Override
    public Payload writeArguments(Object[] arguments) {
        return Payload.ofNullable(payloads.writeArguments(null, arguments));
    }

    @Override
    public Object[] readArguments(Payload arguments, List<Type> types) {
        int given = arguments == null ? 0 : payloads.size(arguments);
        Object[] values = new Object[types.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < given ? payloads.read(arguments, i, types.get(i)) : absent(types.get(i));
        }
        return values;
    }

    private static Object absent(Type type) {
        return type instanceof Class<?> primitive && primitive.isPrimitive() ? Array.get(Array.newInstance(primitive, 1), 0)
                : null;
    }

    @Override
    public Failure failure(Throwable thrown) {
        return failures.asItIs(thrown);
    }

    @Override
    public Object read(Payload payload, Type type) {
        return payloads.read(payload, type);
    }

    @Override
    public int size(Payload values) {
        return payloads.size(values);
    }

    @Override
    public Object read(Payload values, int index, Type type) {
        return payloads.read(values, index, type);
    }
}
