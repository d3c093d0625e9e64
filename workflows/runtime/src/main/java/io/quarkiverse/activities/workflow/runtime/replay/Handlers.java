package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.spi.Payload;

/** The handlers of signals and updates. They run as coroutines that are not canceled with the run. */
final class Handlers {

    private final Core core;
    private final WorkflowDefinition definition;
    private final Instance instance;
    private List<Decision.RejectUpdate> rejected = new ArrayList<>();
    private int running;

    Handlers(Core core, WorkflowDefinition definition, Instance instance) {
        this.core = core;
        this.definition = definition;
        this.instance = instance;
    }

    boolean allFinished() {
        return running == 0;
    }

    /** {@return the updates that were rejected in this task} */
    List<Decision.RejectUpdate> takeRejected() {
        List<Decision.RejectUpdate> taken = rejected;
        rejected = new ArrayList<>();
        return taken;
    }

    /** Runs the handler of a signal. A signal that has no handler is ignored. */
    void signaled(Arrival.Signaled signal) {
        WorkflowDefinition.Method handler = definition.signal(signal.name());
        if (handler != null) {
            start(() -> instance.guarded(() -> instance.invoke(handler, signal.arguments())));
        }
    }

    /** Validates an update, unless it is replayed, and runs its handler. */
    void updateRequested(Arrival.UpdateRequested update) {
        start(() -> {
            if (core.recorded().isLive() && !accepts(update)) {
                return;
            }
            core.commands.add(Command.plain(new Decision.AcceptUpdate(update.message(), update.name())));
            Decision completed = handle(update);
            core.commands.add(Command.plain(completed));
        });
    }

    private boolean accepts(Arrival.UpdateRequested update) {
        try {
            core.readOnly(() -> {
                validate(update);
                return null;
            });
            return true;
        } catch (ReadOnlyException e) {
            throw new TaskFailure(e);
        } catch (RuntimeException e) {
            rejected.add(new Decision.RejectUpdate(update.message(), Thrown.toChain(e, core.conversion)));
            return false;
        }
    }

    private void validate(Arrival.UpdateRequested update) {
        WorkflowDefinition.Method handler = definition.update(update.name());
        if (handler == null) {
            throw new IllegalArgumentException(
                    "Unknown update name: " + update.name() + ", knownTypes=" + definition.updateNames());
        }
        instance.read(handler, update.arguments()); // those that do not fit must not fail the task
        WorkflowDefinition.Method validator = definition.validator(update.name());
        if (validator != null) {
            try {
                instance.invoke(validator, update.arguments());
            } catch (Exception e) {
                throw ApplicationFailure.wrap(e);
            }
        }
    }

    private Decision handle(Arrival.UpdateRequested update) {
        WorkflowDefinition.Method handler = definition.update(update.name());
        if (handler == null) {
            throw new DivergedException("accepted update " + update.name(), "has no handler for it");
        }
        try {
            Payload result = core.conversion.write(instance.invoke(handler, update.arguments()));
            return new Decision.CompleteUpdate(update.message(), update.name(), result, null);
        } catch (Exception e) {
            if (!Thrown.isFailure(e)) {
                throw new TaskFailure(Thrown.unwrapped(e));
            }
            return new Decision.CompleteUpdate(update.message(), update.name(), null, Thrown.toChain(e, core.conversion));
        }
    }

    private void start(Runnable body) {
        core.scheduler.handler(core.newCoroutine(core.outermost, () -> {
            running++;
            body.run();
            running--;
        }));
    }
}
