package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.quarkiverse.activities.workflow.WorkflowContext;

/** A workflow whose methods are lambdas. Signals and updates take a text. */
final class LambdaWorkflow implements WorkflowDefinition {

    private interface Call {
        Object on(WorkflowContext context, Object[] arguments);
    }

    private record Invoker(List<Type> parameters, Call call) implements Method {

        @Override
        public Object invoke(Object workflow, Object[] arguments) {
            return call.on((WorkflowContext) workflow, arguments);
        }
    }

    private final Method method;
    private final Map<String, Method> signals = new HashMap<>();
    private final Map<String, Method> queries = new HashMap<>();
    private final Map<String, Method> updates = new HashMap<>();
    private final Map<String, Method> validators = new HashMap<>();
    private Consumer<WorkflowContext> constructor = context -> {
    };

    LambdaWorkflow(Function<WorkflowContext, Object> code) {
        method = new Invoker(List.of(), (context, arguments) -> code.apply(context));
    }

    static LambdaWorkflow of(Consumer<WorkflowContext> code) {
        return new LambdaWorkflow(context -> {
            code.accept(context);
            return null;
        });
    }

    LambdaWorkflow constructor(Consumer<WorkflowContext> code) {
        constructor = code;
        return this;
    }

    LambdaWorkflow signal(String name, BiConsumer<WorkflowContext, String> code) {
        signals.put(name, new Invoker(List.of(String.class), (context, arguments) -> {
            code.accept(context, (String) arguments[0]);
            return null;
        }));
        return this;
    }

    LambdaWorkflow query(String name, Supplier<Object> code) {
        queries.put(name, new Invoker(List.of(), (context, arguments) -> code.get()));
        return this;
    }

    /** @param validator null for none */
    LambdaWorkflow update(String name, Consumer<String> validator, Function<WorkflowContext, Object> code) {
        updates.put(name, new Invoker(List.of(String.class), (context, arguments) -> code.apply(context)));
        if (validator != null) {
            validators.put(name, new Invoker(List.of(String.class), (context, arguments) -> {
                validator.accept((String) arguments[0]);
                return null;
            }));
        }
        return this;
    }

    @Override
    public Object create(WorkflowContext context, Object[] arguments) {
        constructor.accept(context);
        return context;
    }

    @Override
    public Method method() {
        return method;
    }

    @Override
    public Method signal(String name) {
        return signals.get(name);
    }

    @Override
    public Method query(String name) {
        return queries.get(name);
    }

    @Override
    public Method update(String name) {
        return updates.get(name);
    }

    @Override
    public Method validator(String updateName) {
        return validators.get(updateName);
    }

    @Override
    public List<String> updateNames() {
        return updates.keySet().stream().sorted().toList();
    }
}
