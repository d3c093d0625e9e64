package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.activities.spi.Payload;

/** The memo of a run: what it was started with, and what its code has changed. */
final class Memo {

    private final Core core;
    private final Map<String, Payload> values;

    Memo(Core core) {
        this.core = core;
        values = new HashMap<>(core.start.memo());
    }

    @SuppressWarnings("unchecked") // Class.cast refuses values of primitive types
    <R> Optional<R> get(String key, Class<R> type) {
        Payload value = values.get(key);
        return value == null ? Optional.empty() : Optional.ofNullable((R) core.conversion.read(value, type));
    }

    void put(String key, Object value) {
        Payload payload = core.conversion.write(value);
        if (payload == null) {
            values.remove(key);
        } else {
            values.put(Objects.requireNonNull(key, "key"), payload);
        }
        core.commands.add(Command.plain(new Decision.SetMemo(key, payload)));
    }
}
