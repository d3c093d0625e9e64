package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.Callable;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowContext;

/** The instance of the workflow class, and calls of its methods. */
final class Instance {

    private final Core core;
    private final WorkflowDefinition definition;
    private Object workflow;

    Instance(Core core, WorkflowDefinition definition) {
        this.core = core;
        this.definition = definition;
    }

    void create(WorkflowContext context) {
        guarded(() -> {
            Object[] arguments = core.conversion.readArguments(core.start.arguments(), definition.method().parameters());
            workflow = called(() -> definition.create(context, arguments));
            return null;
        });
    }

    void runMethod() {
        guarded(() -> {
            Object result = invoke(definition.method(), core.start.arguments());
            core.ending.methodReturned(core.conversion.write(result));
            return null;
        });
    }

    Object invoke(WorkflowDefinition.Method method, Payload arguments) throws Exception {
        Object[] values = read(method, arguments);
        return called(() -> method.invoke(workflow, values));
    }

    /** {@return the arguments for the method, or an exception if they do not fit} */
    Object[] read(WorkflowDefinition.Method method, Payload arguments) {
        return core.conversion.readArguments(arguments, method.parameters());
    }

    /**
     * Runs code whose failures end the run.
     *
     * @throws RunFailure if it throws a failure
     * @throws TaskFailure if it throws any other exception
     */
    void guarded(Callable<?> code) {
        try {
            code.call();
        } catch (TaskFailure | DivergedException e) {
            throw e;
        } catch (Exception e) {
            if (Thrown.isFailure(e)) {
                throw new RunFailure(Thrown.toChain(e, core.conversion));
            }
            throw new TaskFailure(Thrown.unwrapped(e));
        }
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private static Object called(Call call) throws Exception {
        try {
            return call.run();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }
}
