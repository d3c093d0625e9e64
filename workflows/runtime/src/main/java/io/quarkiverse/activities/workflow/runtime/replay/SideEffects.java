package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.util.function.Supplier;

import io.quarkiverse.activities.spi.Payload;

/** Side effects: their code runs when all coroutines are blocked, and only if the journal has no value. */
final class SideEffects {

    private final Core core;

    SideEffects(Core core) {
        this.core = core;
    }

    Object run(Type type, Supplier<?> code) {
        PromiseState<Object> promise = new PromiseState<>(core);
        Payload[] value = new Payload[1];
        core.commands.add(Command.plain(() -> new Decision.RecordSideEffect(value[0]), () -> {
            value[0] = core.recorded().isLive() ? valueOf(code) : core.recorded().nextSideEffect();
            core.scheduler.callback(() -> promise.complete(core.conversion.read(value[0], type)));
            core.loop();
        }));
        return promise.get();
    }

    private Payload valueOf(Supplier<?> code) {
        try {
            return core.conversion.write(core.readOnly(code::get));
        } catch (RuntimeException e) {
            throw new TaskFailure(e); // the value would be another one when the code is replayed
        }
    }
}
