package io.quarkiverse.activities.workflow.conformance;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;

/** Converts values with Jackson. */
public final class JsonConversion implements Conversion {

    public static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public Payload write(Object value) {
        try {
            return value == null ? null : Payload.of(MAPPER.writeValueAsBytes(value));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Payload writeArguments(Object[] arguments) {
        return arguments.length == 0 ? null : write(arguments);
    }

    @Override
    public Object[] readArguments(Payload arguments, List<Type> types) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(read(arguments, i, types.get(i)));
        }
        return values.toArray();
    }

    @Override
    public Object read(Payload payload, Type type) {
        if (payload == null || type == Void.class) {
            return null;
        }
        try {
            return MAPPER.readValue(payload.data(), MAPPER.constructType(type));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public int size(Payload values) {
        return values == null ? 0 : tree(values).size();
    }

    @Override
    public Object read(Payload values, int index, Type type) {
        JsonNode value = values == null ? null : tree(values).get(index);
        return value == null || value.isNull() ? null : MAPPER.convertValue(value, MAPPER.constructType(type));
    }

    public static JsonNode tree(Payload payload) {
        try {
            return payload == null ? MAPPER.nullNode() : MAPPER.readTree(payload.data());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Failure failure(Throwable thrown) {
        if (thrown instanceof ApplicationFailure application && !application.givenDetails().isEmpty()) {
            return withDetails(application.data(), write(application.givenDetails()));
        }
        if (thrown instanceof RecordedFailure recorded) {
            return withDetails(recorded.data(), recorded.data().details());
        }
        return Failure.application(thrown.getClass().getName(), thrown.getMessage());
    }

    private static Failure withDetails(Failure f, Payload details) {
        return new Failure(f.kind(), f.message(), f.type(), f.nonRetryable(), f.nextRetryDelay(), f.benign(), details,
                f.lastHeartbeatDetails(), f.timeoutType(), f.stackTrace(), null);
    }
}
