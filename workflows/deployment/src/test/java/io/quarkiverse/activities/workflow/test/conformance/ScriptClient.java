package io.quarkiverse.activities.workflow.test.conformance;

import static io.quarkiverse.activities.workflow.conformance.Answers.empty;
import static io.quarkiverse.activities.workflow.conformance.Answers.error;
import static io.quarkiverse.activities.workflow.conformance.Answers.notFound;
import static io.quarkiverse.activities.workflow.conformance.Answers.refusedStart;
import static io.quarkiverse.activities.workflow.conformance.Answers.value;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.WorkflowUpdateHandle;
import io.quarkiverse.activities.workflow.conformance.Answers;
import io.quarkiverse.activities.workflow.conformance.FailureView;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;

/** Carries out the actions of clients through the public API. */
final class ScriptClient {

    /** In an answer: the run ID in place of the number of the run, which is known when the script is over. */
    static final String RUN_ID = "_runId";

    private final Engine engine;
    private final String prefix;
    private final JsonNode program;
    private final ScriptNodes nodes;
    private final List<WorkflowHandle<JsonNode>> started = new CopyOnWriteArrayList<>();

    ScriptClient(Engine engine, String prefix, JsonNode program, ScriptNodes nodes) {
        this.engine = engine;
        this.prefix = prefix;
        this.program = program;
        this.nodes = nodes;
    }

    /** {@return the runs that actions have started} */
    List<WorkflowHandle<JsonNode>> started() {
        return started;
    }

    /** {@return the answer} Blocks until there is one. */
    ObjectNode act(JsonNode a) {
        String id = prefix + a.path("id").asText("main");
        WorkflowHandle<JsonNode> handle = a.has("run")
                ? engine.workflows.handle(id, engine.run(id, a.get("run").asInt()).toString(), JsonNode.class)
                : engine.workflows.handle(id, JsonNode.class);
        switch (a.get("do").asText()) {
            case "start" -> {
                return started(a, id, WorkflowCall::start);
            }
            case "signalWithStart" -> {
                return started(a, id, call -> call.signalWithStart(type(a), name(a), a.get("value")));
            }
            case "updateWithStart" -> {
                return updatedWithStart(a, id);
            }
            case "signal" -> {
                return ifFound(() -> handle.signal(type(a), name(a), a.get("value")));
            }
            case "update" -> {
                return update(handle, a);
            }
            case "cancel" -> {
                return ifFound(() -> handle.cancel(a.path("reason").asText(null)));
            }
            case "terminate" -> {
                return ifFound(() -> handle.terminate(a.path("reason").asText("stop")));
            }
            case "reset" -> {
                WorkflowHandle<JsonNode> reset = handle.reset(a.get("toTask").asInt(), null);
                started.add(reset);
                return empty().put(RUN_ID, reset.runId());
            }
            case "query" -> {
                return query(handle, a);
            }
            case "result" -> {
                return result(handle);
            }
            case "describe" -> {
                return describe(handle);
            }
            case "worker" -> nodes.startOwn(a.path("build").asInt(1));
            case "noWorker" -> nodes.stopOwn();
            default -> throw new IllegalArgumentException("Unknown action " + a);
        }
        return empty();
    }

    private static ObjectNode ifFound(Runnable action) {
        try {
            action.run();
            return empty();
        } catch (WorkflowNotFoundException e) {
            return notFound();
        }
    }

    private static String type(JsonNode a) {
        return a.path("type").asText(a.get("do").asText().startsWith("update") ? "update" : "signal");
    }

    private static String name(JsonNode a) {
        return a.path("name").asText("go");
    }

    private WorkflowCall<JsonNode> call(JsonNode a, String id) {
        return StartCall.of(engine.workflows.call("Program", JsonNode.class, a.has("program") ? a.get("program") : program)
                .id(id), a, nodes);
    }

    private ObjectNode started(JsonNode a, String id,
            Function<WorkflowCall<JsonNode>, WorkflowHandle<JsonNode>> start) {
        try {
            WorkflowHandle<JsonNode> handle = start.apply(call(a, id));
            started.add(handle);
            return empty().put(RUN_ID, handle.runId());
        } catch (WorkflowAlreadyStartedException e) {
            return refusedStart("ALREADY_EXISTS", false);
        } catch (IllegalArgumentException e) {
            return refusedStart("INVALID_ARGUMENT", false);
        }
    }

    private ObjectNode updatedWithStart(JsonNode a, String id) {
        List<String> runs = new ArrayList<>();
        try {
            ObjectNode answer = updated(a, () -> {
                WorkflowUpdateHandle<JsonNode> update = call(a, id).startUpdateWithStart(updateId(a), type(a), JsonNode.class,
                        name(a), a.get("value"));
                runs.add(update.runId());
                return update;
            });
            started.add(engine.workflows.handle(id, JsonNode.class));
            return runs.isEmpty() ? answer : answer.put(RUN_ID, runs.get(0));
        } catch (WorkflowAlreadyStartedException e) {
            return refusedStart("ALREADY_EXISTS", true);
        }
    }

    private static ObjectNode update(WorkflowHandle<?> handle, JsonNode a) {
        return updated(a, () -> handle.startUpdate(updateId(a), type(a), JsonNode.class, name(a), a.get("value")));
    }

    private static RequestOptions updateId(JsonNode a) {
        return RequestOptions.create().requestId(a.path("updateId").asText(null));
    }

    private static ObjectNode updated(JsonNode a, Supplier<WorkflowUpdateHandle<JsonNode>> send) {
        try {
            WorkflowUpdateHandle<JsonNode> update = send.get();
            return a.path("wait").asText().equals("accepted") ? empty().put("accepted", true) : valueOrNull(update.result());
        } catch (WorkflowNotFoundException e) {
            return notFound();
        } catch (WorkflowUpdateException e) {
            ObjectNode answer = empty().put("error", "WorkflowUpdateException");
            answer.set("cause", FailureView.of(e.getCause()));
            return answer;
        }
    }

    private static ObjectNode valueOrNull(JsonNode value) {
        return value(value == null ? JsonConversion.MAPPER.nullNode() : value);
    }

    private static ObjectNode query(WorkflowHandle<?> handle, JsonNode a) {
        try {
            return value(handle.query(a.path("type").asText("query"), JsonNode.class, a.path("what").asText("log")));
        } catch (WorkflowNotFoundException e) {
            return notFound();
        } catch (IllegalArgumentException e) {
            return error("WorkflowQueryException", "INVALID_ARGUMENT");
        } catch (IllegalStateException e) {
            return error("WorkflowQueryRejectedException", "FAILED_PRECONDITION");
        }
    }

    static ObjectNode result(WorkflowHandle<JsonNode> handle) {
        try {
            return valueOrNull(handle.result());
        } catch (WorkflowNotFoundException e) {
            return notFound();
        } catch (WorkflowFailedException e) {
            return Answers.failed(e.status().name(), FailureView.of(e.getCause()), null);
        }
    }

    private ObjectNode describe(WorkflowHandle<?> handle) {
        try {
            WorkflowDescription run = handle.describe();
            ObjectNode answer = empty().put("status", run.status().name()).put(RUN_ID, run.runId());
            ObjectNode activities = ActivityRows.pending(UUID.fromString(run.runId()));
            if (!run.status().isClosed() && !activities.isEmpty()) {
                answer.set("activities", activities);
            }
            List<String> children = engine.store.openChildren(UUID.fromString(run.runId()));
            if (!children.isEmpty()) {
                answer.set("children", JsonConversion.MAPPER.valueToTree(children));
            }
            return answer;
        } catch (WorkflowNotFoundException e) {
            return empty().put("error", "NOT_FOUND");
        }
    }
}
