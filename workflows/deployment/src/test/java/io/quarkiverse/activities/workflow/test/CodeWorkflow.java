package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/** A workflow of lambdas: its method takes one text, its state is a map, its signals take a text. */
final class CodeWorkflow implements WorkflowDefinition {

    /** An instance of a workflow: its context, and its state. */
    record Instance(WorkflowContext context, Map<String, Object> state) {

        String text(String name) {
            return (String) state.get(name);
        }
    }

    /** The code of a workflow. */
    interface Code {

        Object run(Instance workflow, String argument) throws Exception;
    }

    private record Invoked(Code code) implements Method {

        @Override
        public List<Type> parameters() {
            return List.of(String.class);
        }

        @Override
        public Object invoke(Object workflow, Object[] arguments) throws Exception {
            return code.run((Instance) workflow, (String) arguments[0]);
        }
    }

    private final Method method;
    private final Map<String, Method> signals = new HashMap<>();
    private final Map<String, Method> queries = new HashMap<>();

    private CodeWorkflow(Code code) {
        method = new Invoked(code);
    }

    static CodeWorkflow of(Code code) {
        return new CodeWorkflow(code);
    }

    /** Adds a signal that keeps its text under its own name. */
    CodeWorkflow keeping(String signal) {
        signals.put(signal, new Invoked((workflow, text) -> {
            workflow.state.merge(signal, text, (all, more) -> all + "," + more);
            return null;
        }));
        return this;
    }

    CodeWorkflow query(String name, Function<Instance, Object> code) {
        queries.put(name, new Invoked((workflow, text) -> code.apply(workflow)));
        return this;
    }

    @Override
    public Object create(WorkflowContext context, Object[] arguments) {
        return new Instance(context, new HashMap<>());
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
        return null;
    }

    @Override
    public Method validator(String updateName) {
        return null;
    }

    @Override
    public List<String> updateNames() {
        return List.of();
    }
}
