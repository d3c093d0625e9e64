package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.util.List;

import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

/**
 * Limits the size of the payloads that workflow code writes. A larger one throws {@code IllegalArgumentException}, so that the
 * Workflow Task fails and is tried again after a fix.
 */
public final class LimitedConversion implements Conversion {

    private final Conversion conversion;
    private final long maximumSize;

    /** @param maximumSize in bytes */
    public LimitedConversion(Conversion conversion, long maximumSize) {
        this.conversion = conversion;
        this.maximumSize = maximumSize;
    }

    @Override
    public Payload write(Object value) {
        Payload payload = conversion.write(value);
        if (isTooLarge(payload)) {
            throw tooLarge("A value takes ", payload);
        }
        return payload;
    }

    @Override
    public Payload writeArguments(Object[] arguments) {
        return writeArguments("a", "call", arguments);
    }

    @Override
    public Payload writeArguments(String kind, String name, Object[] arguments) {
        Payload payload = conversion.writeArguments(arguments);
        if (isTooLarge(payload)) {
            throw tooLarge("The arguments of " + kind + " " + name + " take ", payload);
        }
        return payload;
    }

    private boolean isTooLarge(Payload payload) {
        return payload != null && payload.size() > maximumSize;
    }

    private IllegalArgumentException tooLarge(String what, Payload payload) {
        return new IllegalArgumentException(what + payload.size() + " bytes, more than the limit of " + maximumSize
                + ". Store it elsewhere and pass a reference, or raise quarkus.activities.payload.max-size");
    }

    @Override
    public Object[] readArguments(Payload arguments, List<Type> types) {
        return conversion.readArguments(arguments, types);
    }

    @Override
    public Failure failure(Throwable thrown) {
        return conversion.failure(thrown);
    }

    @Override
    public Object read(Payload payload, Type type) {
        return conversion.read(payload, type);
    }

    @Override
    public int size(Payload values) {
        return conversion.size(values);
    }

    @Override
    public Object read(Payload values, int index, Type type) {
        return conversion.read(values, index, type);
    }
}
