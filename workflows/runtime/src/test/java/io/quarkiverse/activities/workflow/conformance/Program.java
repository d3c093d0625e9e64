package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** The workflow of the recordings: an interpreter of programs, written against the public API only. */
public class Program {

    /** Ends what a {@code return} statement ends. An error, because a {@code catch} statement catches every exception. */
    private static final class Returned extends Error {

        final transient JsonNode value;

        Returned(JsonNode value) {
            super(null, null, false, false);
            this.value = value;
        }
    }

    private final WorkflowContext workflow;
    private final World world;
    private final JsonNode program;
    private final List<List<Object>> log = new ArrayList<>();
    private final Map<String, Integer> signals = new HashMap<>();
    private final Map<String, Integer> updates = new HashMap<>();
    private final Map<String, Promise<?>> promises = new HashMap<>();
    private final Map<String, CancellationScope> scopes = new HashMap<>();
    private final Map<String, ChildHandle<JsonNode>> children = new HashMap<>();
    private int calls;

    public Program(WorkflowContext workflow, World world, JsonNode program) {
        this.workflow = workflow;
        this.world = world;
        this.program = program;
    }

    @WorkflowMethod
    public JsonNode run(JsonNode sameProgram) {
        return value(() -> all(program.get("do"), null));
    }

    @SignalMethod
    public void signal(String name, JsonNode value) {
        signals.merge(name, 1, Integer::sum);
        log("signal", name, value);
        JsonNode handler = program.path("onSignal").get(name);
        if (handler != null) {
            value(() -> all(handler, null));
            log("handled", name);
        }
    }

    @UpdateMethod
    public JsonNode update(String name, JsonNode value) {
        log("update", name, value);
        JsonNode returned = value(() -> all(program.path("updates").path(name).path("do"), null));
        log("updated", name);
        updates.merge(name, 1, Integer::sum);
        return returned == null ? value : returned;
    }

    @UpdateValidator("update")
    public void validate(String name, JsonNode value) {
        JsonNode update = program.path("updates").get(name);
        if (update == null) {
            throw new IllegalArgumentException("no update " + name);
        }
        JsonNode reject = update.get("reject");
        if (reject != null && (!reject.has("when") || reject.get("when").equals(value))) {
            if (reject.has("fail")) {
                throw Work.failure(reject.get("fail"));
            }
            throw new IllegalArgumentException(reject.get("message").asText());
        }
    }

    @QueryMethod
    public Object query(String what) {
        return switch (what) {
            case "log" -> log;
            case "signals" -> signals;
            default -> throw new IllegalArgumentException("no query " + what);
        };
    }

    /** {@return what a return statement in the code gives, or null} */
    private static JsonNode value(Runnable code) {
        try {
            code.run();
            return null;
        } catch (Returned e) {
            return e.value;
        }
    }

    private void all(JsonNode statements, RuntimeException caught) {
        for (JsonNode statement : statements) {
            one(statement, caught);
        }
    }

    private void one(JsonNode s, RuntimeException caught) {
        if (s.has("call")) {
            String name = s.get("call").get("name").asText();
            waiting("call", name, () -> Work.activity(workflow, nextCall(), s.get("call")).get());
        } else if (s.has("async")) {
            promise(s, s.get("async").get("name").asText(), Work.activity(workflow, nextCall(), s.get("async")));
        } else if (s.has("get")) {
            waiting("get", s.get("get").asText(), () -> promise(s.get("get").asText()).get());
        } else if (s.has("anyOf")) {
            anyOf(s.get("anyOf"));
        } else if (s.has("allOf")) {
            List<Promise<?>> all = named(s.get("allOf"));
            waiting("all", null, () -> Promise.allOf(all).get(), false);
        } else if (s.has("sleep")) {
            waiting("sleep", null, () -> {
                workflow.sleep(Work.duration(s, "sleep"));
                return null;
            }, false);
        } else if (s.has("timer")) {
            promise(s, "timer", workflow.timer(Work.duration(s, "timer")));
        } else if (s.has("await")) {
            await(s);
        } else if (s.has("scope")) {
            scope(s);
        } else if (s.has("fork")) {
            promise(s, "fork", workflow.async(() -> {
                value(() -> all(s.get("fork"), null));
            }));
        } else if (s.has("cancel")) {
            log("cancel", s.get("cancel").asText());
            scopes.get(s.get("cancel").asText()).cancel(s.path("reason").asText(null));
        } else if (s.has("try")) {
            tryCatch(s, caught);
        } else if (s.has("rethrow")) {
            throw caught;
        } else if (s.has("child")) {
            ChildHandle<JsonNode> child = Work.child(workflow, world.prefix(), s.get("child"));
            String name = s.path("as").asText(s.get("child").get("name").asText());
            children.put(name, child);
            promise(s, name, child.result());
        } else if (s.has("callChild")) {
            waiting("child", s.get("callChild").get("name").asText(),
                    () -> Work.child(workflow, world.prefix(), s.get("callChild")).result().get());
        } else if (s.has("started")) {
            waiting("started", s.get("started").asText(), () -> children.get(s.get("started").asText()).started().get(), false);
        } else if (s.has("toChild")) {
            signalTo(s, s.get("toChild").asText(), () -> children.get(s.get("toChild").asText()).signal("signal",
                    s.get("signal"), s.path("value")));
        } else if (s.has("to")) {
            signalTo(s, s.get("to").asText(),
                    () -> workflow.external(world.prefix() + s.get("to").asText()).signal("signal", s.get("signal"),
                            s.path("value")));
        } else if (s.has("cancelExternal")) {
            waiting("cancelExternal", s.get("cancelExternal").asText(), () -> {
                workflow.external(world.prefix() + s.get("cancelExternal").asText()).cancel();
                return null;
            }, false);
        } else {
            rest(s, caught);
        }
    }

    private void rest(JsonNode s, RuntimeException caught) {
        if (s.has("sideEffect")) {
            String label = s.get("sideEffect").asText();
            String runId = workflow.info().runId();
            log("sideEffect", label, workflow.sideEffect(Integer.class, () -> world.count(runId + " " + label)));
        } else if (s.has("version")) {
            String change = s.get("version").asText();
            log("version", change, workflow.version(change, s.path("min").asInt(-1), s.path("max").asInt(1)));
        } else if (s.has("continueAsNew")) {
            workflow.continueAsNew(s.get("continueAsNew"));
        } else if (s.has("fail")) {
            throw Work.failure(s.get("fail"));
        } else if (s.has("throw")) {
            if (!s.has("times")
                    || world.count(workflow.info().runId() + " throw " + s.get("throw")) <= s.get("times").asInt()) {
                throw new IllegalStateException(s.get("throw").asText());
            }
        } else if (s.has("build")) {
            all(s.get("build").path(String.valueOf(world.build())), caught);
        } else if (s.has("return")) {
            throw new Returned(s.get("return"));
        } else if (s.has("if")) {
            all(holds(s.get("if")) ? s.path("then") : s.path("else"), caught);
        } else if (s.has("repeat")) {
            for (int i = 0; i < s.get("repeat").asInt(); i++) {
                all(s.get("do"), caught);
            }
        } else if (s.has("log")) {
            log("log", s.get("log"));
        } else if (s.has("attempt")) {
            log("attempt", workflow.info().attempt());
        } else if (s.has("canceled")) {
            log("canceled", workflow.currentScope().isCancelRequested());
        } else {
            throw unknown("statement", s);
        }
    }

    private void signalTo(JsonNode s, String to, Runnable signal) {
        waiting("signaled", s.get("signal").asText() + " to " + to, () -> {
            signal.run();
            return null;
        }, false);
    }

    private void promise(JsonNode s, String byDefault, Promise<?> promise) {
        String name = s.path("as").asText(byDefault);
        promises.put(name, promise);
        if (s.path("watch").asBoolean()) {
            promise.handle((value, failure) -> {
                if (failure == null) {
                    log("done", name, value);
                } else {
                    log("done failed", name, FailureView.of(failure));
                }
                return null;
            });
        }
    }

    private void scope(JsonNode s) {
        Runnable code = () -> all(s.get("scope"), null);
        boolean fork = s.path("fork").asBoolean();
        Runnable body = fork ? () -> value(code) : code;
        CancellationScope scope = s.path("detached").asBoolean() ? workflow.detachedScope(body) : workflow.scope(body);
        scopes.put(s.path("as").asText(), scope);
        if (fork) {
            promise(s, "scope", scope.start());
        } else {
            scope.run();
        }
    }

    private void tryCatch(JsonNode s, RuntimeException outer) {
        try {
            try {
                all(s.get("try"), outer);
            } catch (RuntimeException e) {
                if (!s.has("catch")) {
                    throw e;
                }
                log("caught", FailureView.of(e));
                all(s.get("catch"), e);
            }
        } finally {
            if (s.has("finally")) {
                all(s.get("finally"), outer);
            }
        }
    }

    private void await(JsonNode s) {
        JsonNode condition = s.get("await");
        waiting("await", null, () -> {
            if (s.has("timeout")) {
                boolean answer = workflow.await(Work.duration(s, "timeout"), () -> holds(condition));
                if (!answer && holds(condition)) {
                    world.held(workflow.info().runId(), log.size());
                }
                return answer;
            }
            workflow.await(() -> holds(condition));
            return true;
        }, true);
    }

    private boolean holds(JsonNode c) {
        if (c.has("signal")) {
            return signals.getOrDefault(c.get("signal").asText(), 0) >= c.path("count").asInt(1);
        } else if (c.has("update")) {
            return updates.getOrDefault(c.get("update").asText(), 0) >= c.path("count").asInt(1);
        } else if (c.has("done")) {
            return promise(c.get("done").asText()).isDone();
        } else if (c.has("attempt")) {
            return workflow.info().attempt() >= c.get("attempt").asInt();
        } else if (c.has("canceled")) {
            return workflow.currentScope().isCancelRequested();
        } else if (c.has("handlersDone")) {
            return workflow.allHandlersFinished();
        } else if (c.has("never")) {
            return false;
        }
        throw unknown("condition", c);
    }

    private IllegalArgumentException unknown(String kind, JsonNode what) {
        world.unknown("unknown " + kind + " " + what);
        return new IllegalArgumentException(world.unknown());
    }

    private void anyOf(JsonNode names) {
        List<Promise<?>> all = named(names);
        waiting("any", null, () -> {
            Object value = Promise.<Object> anyOf(all).get();
            for (JsonNode name : names) {
                Promise<?> promise = promise(name.asText());
                if (promise.isDone() && promise.failure() == null && Objects.equals(promise.get(), value)) {
                    log("any", name.asText(), value);
                    break;
                }
            }
            return null;
        }, null);
    }

    private List<Promise<?>> named(JsonNode names) {
        List<Promise<?>> list = new ArrayList<>();
        names.forEach(name -> list.add(promise(name.asText())));
        return list;
    }

    private Promise<?> promise(String name) {
        Promise<?> promise = promises.get(name);
        if (promise == null) {
            throw new IllegalStateException("no promise " + name);
        }
        return promise;
    }

    private interface Waiting {
        Object run();
    }

    private void waiting(String word, String label, Waiting code) {
        waiting(word, label, code, true);
    }

    /** @param logsValue whether the value is logged; null if the code logs by itself */
    private void waiting(String word, String label, Waiting code, Boolean logsValue) {
        Object value;
        try {
            value = code.run();
        } catch (RuntimeException e) {
            if (label == null) {
                log(word + " failed", FailureView.of(e));
            } else {
                log(word + " failed", label, FailureView.of(e));
            }
            throw e;
        }
        if (logsValue != null) {
            List<Object> line = new ArrayList<>(List.of(word));
            if (label != null) {
                line.add(label);
            }
            if (logsValue) {
                line.add(value);
            }
            log.add(line);
        }
    }

    private String nextCall() {
        return workflow.info().runId() + " " + ++calls;
    }

    private void log(Object... line) {
        log.add(new ArrayList<>(Arrays.asList(line)));
    }
}
