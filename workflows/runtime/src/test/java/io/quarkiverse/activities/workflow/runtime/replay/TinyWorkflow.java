package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowContext;

/**
 * A workflow whose code is a text. Each letter is a statement:
 *
 * <pre>
 * a b  calls an activity of type A or B and waits    l    runs a Local Activity
 * t    sleeps                                        w    waits for the next signal that this coroutine has not seen
 * e    side effect                                   v    asks for a version
 * k    starts an activity of type A in a scope       K    cancels that scope
 * x    starts an activity and cancels it at once     d    starts an activity of type A and forgets it
 * </pre>
 *
 * The code of the method comes first; after a bar comes the code of a coroutine that it starts before everything else.
 */
final class TinyWorkflow {

    /** How often side effects have run, in all instances. */
    static final class Effects {
        int count;
    }

    private final WorkflowContext workflow;
    private final Effects effects;
    private final List<String> log = new ArrayList<>();
    private CancellationScope scope;
    private int signals;

    private TinyWorkflow(WorkflowContext workflow, Effects effects) {
        this.workflow = workflow;
        this.effects = effects;
    }

    private void run(String code) {
        String[] parts = code.split("\\|", -1);
        Promise<Void> fork = null;
        if (parts.length > 1) {
            fork = workflow.async(() -> {
                all("f", parts[1]);
            });
        }
        all("m", parts[0]);
        if (fork != null) {
            fork.get();
        }
    }

    private void all(String who, String code) {
        int seen = 0;
        for (char statement : code.toCharArray()) {
            if (statement == 'w') {
                int next = ++seen;
                one(who, statement, () -> workflow.await(() -> signals >= next));
            } else {
                one(who, statement, () -> carryOut(statement));
            }
        }
    }

    private void one(String who, char statement, Runnable code) {
        try {
            code.run();
            log.add(who + statement);
        } catch (ActivityFailure e) {
            log.add(who + statement + " failed");
        }
    }

    private void carryOut(char statement) {
        switch (statement) {
            case 'a', 'b' -> activity(Character.toString(Character.toUpperCase(statement))).get();
            case 'l' -> workflow.local("L", String.class).execute();
            case 't' -> workflow.sleep(Duration.ofSeconds(1));
            case 'e' -> log.add("effect " + workflow.sideEffect(Integer.class, () -> ++effects.count));
            case 'v' -> log.add("version " + workflow.version("change", -1, 1));
            case 'd' -> activity("A");
            case 'k' -> {
                scope = workflow.scope(() -> activity("A"));
                scope.run();
            }
            case 'K' -> scope.cancel("over");
            case 'x' -> {
                CancellationScope own = workflow.scope(() -> activity("A"));
                own.run();
                own.cancel("over");
            }
            default -> throw new IllegalArgumentException("Unknown statement " + statement);
        }
    }

    private Promise<String> activity(String type) {
        return workflow.activity(type, String.class).start();
    }

    /** The definition of a workflow with this code. */
    record Definition(String code, Effects effects) implements WorkflowDefinition {

        private interface Call {
            Object on(TinyWorkflow workflow);
        }

        private record Invoker(Call call) implements Method {

            @Override
            public List<Type> parameters() {
                return List.of();
            }

            @Override
            public Object invoke(Object workflow, Object[] arguments) {
                return call.on((TinyWorkflow) workflow);
            }
        }

        @Override
        public Object create(WorkflowContext context, Object[] arguments) {
            return new TinyWorkflow(context, effects);
        }

        @Override
        public Method method() {
            return new Invoker(workflow -> {
                workflow.run(code);
                return "end";
            });
        }

        @Override
        public Method signal(String name) {
            return new Invoker(workflow -> {
                workflow.signals++;
                workflow.log.add("signal");
                return null;
            });
        }

        @Override
        public Method query(String name) {
            return new Invoker(workflow -> workflow.log);
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
}
