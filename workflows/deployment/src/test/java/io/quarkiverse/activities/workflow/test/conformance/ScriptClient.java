package io.quarkiverse.activities.workflow.test.conformance;

import static io.quarkiverse.activities.workflow.conformance.Answers.empty;
import static io.quarkiverse.activities.workflow.conformance.Answers.error;
import static io.quarkiverse.activities.workflow.conformance.Answers.notFound;
import static io.quarkiverse.activities.workflow.conformance.Answers.refusedStart;
import static io.quarkiverse.activities.workflow.conformance.Answers.value;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowCall;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.conformance.Answers;
import io.quarkiverse.activities.workflow.conformance.FailureView;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.conformance.Work;

/** Carries out the actions of clients through the public API. */
final class ScriptClient {

    /** In an answer: the run ID in place of the number of the run, which is known when the script is over. */
    static final String RUN_ID = "_runId";

    private final Engine engine;
    private final String prefix;
    private final JsonNode program;
    private final OwnNode node;
    private final List<WorkflowHandle<JsonNode>> started = new CopyOnWriteArrayList<>();

    ScriptClient(Engine engine, String prefix, JsonNode program) {
        this.engine = engine;
        this.prefix = prefix;
        this.program = program;
        node = new OwnNode(engine, prefix);
    }

    /** {@return the runs that actions have started} */
    List<WorkflowHandle<JsonNode>> started() {
        return started;
    }

    void stop() {
        node.stop();
    }

    /** {@return the answer} Blocks until there is one. */
    ObjectNode act(JsonNode a) {
        String id = prefix + a.path("id").asText("main");
        WorkflowHandle<JsonNode> handle = engine.workflows.handle(id, JsonNode.class);
        switch (a.get("do").asText()) {
            case "start" -> {
                return start(a, id);
            }
            case "signal" -> {
                return ifFound(
                        () -> handle.signal(a.path("type").asText("signal"), a.path("name").asText("go"), a.get("value")));
            }
            case "cancel" -> {
                return ifFound(() -> handle.cancel(a.path("reason").asText(null)));
            }
            case "terminate" -> {
                return ifFound(() -> handle.terminate(a.path("reason").asText("stop")));
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
            case "worker" -> node.start(a.path("build").asInt(1));
            case "noWorker" -> node.stop();
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

    private ObjectNode start(JsonNode a, String id) {
        WorkflowCall<JsonNode> call = engine.workflows
                .call("Program", JsonNode.class, a.has("program") ? a.get("program") : program).id(id);
        JsonNode options = a.path("options");
        if (a.has("queue")) {
            call.taskQueue(a.get("queue").asText().equals("own") ? node.queue() : a.get("queue").asText());
        }
        if (options.has("runTimeout")) {
            call.runTimeout(Work.duration(options, "runTimeout"));
        }
        if (options.has("taskTimeout")) {
            call.taskTimeout(Work.duration(options, "taskTimeout"));
        }
        if (options.has("reuse")) {
            call.reusePolicy(IdReusePolicy.valueOf(options.get("reuse").asText()));
        }
        if (options.has("conflict")) {
            call.conflictPolicy(IdConflictPolicy.valueOf(options.get("conflict").asText()));
        }
        if (options.has("requestId")) {
            call.requestId(options.get("requestId").asText());
        }
        try {
            WorkflowHandle<JsonNode> handle = call.start();
            started.add(handle);
            return empty().put(RUN_ID, handle.runId());
        } catch (WorkflowAlreadyStartedException e) {
            return refusedStart("ALREADY_EXISTS", false);
        } catch (IllegalArgumentException e) {
            return refusedStart("INVALID_ARGUMENT", false);
        }
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
            JsonNode result = handle.result();
            return value(result == null ? JsonConversion.MAPPER.nullNode() : result);
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
            return answer;
        } catch (WorkflowNotFoundException e) {
            return empty().put("error", "NOT_FOUND");
        }
    }
}
