package io.quarkiverse.activities.workflow.conformance;

import java.lang.reflect.Type;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowDefinition;

/** What the build will generate from the class {@link Program}. */
final class ProgramDefinition implements WorkflowDefinition {

    private interface Call {
        Object invoke(Program program, Object[] arguments);
    }

    private record Invoker(List<Type> parameters, Call call) implements Method {

        @Override
        public Object invoke(Object workflow, Object[] arguments) {
            return call.invoke((Program) workflow, arguments);
        }
    }

    private static final Method METHOD = new Invoker(List.of(JsonNode.class), (p, a) -> p.run((JsonNode) a[0]));
    private static final Method SIGNAL = new Invoker(List.of(String.class, JsonNode.class), (p, a) -> {
        p.signal((String) a[0], (JsonNode) a[1]);
        return null;
    });
    private static final Method QUERY = new Invoker(List.of(String.class), (p, a) -> p.query((String) a[0]));
    private static final Method UPDATE = new Invoker(List.of(String.class, JsonNode.class),
            (p, a) -> p.update((String) a[0], (JsonNode) a[1]));
    private static final Method VALIDATOR = new Invoker(List.of(String.class, JsonNode.class), (p, a) -> {
        p.validate((String) a[0], (JsonNode) a[1]);
        return null;
    });

    private final World world;

    ProgramDefinition(World world) {
        this.world = world;
    }

    @Override
    public Object create(WorkflowContext context, Object[] arguments) {
        return new Program(context, world, (JsonNode) arguments[0]);
    }

    @Override
    public Method method() {
        return METHOD;
    }

    @Override
    public Method signal(String name) {
        return name.equals("signal") ? SIGNAL : null;
    }

    @Override
    public Method query(String name) {
        return name.equals("query") ? QUERY : null;
    }

    @Override
    public Method update(String name) {
        return name.equals("update") ? UPDATE : null;
    }

    @Override
    public Method validator(String updateName) {
        return updateName.equals("update") ? VALIDATOR : null;
    }

    @Override
    public List<String> updateNames() {
        return List.of("update");
    }
}
