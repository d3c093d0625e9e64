package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;

/** Carries out the actions of clients. */
final class Client {

    private static final JsonConversion CONVERSION = new JsonConversion();
    private static final String MAIN = "main";

    private final Cluster cluster;
    private final JsonNode program;
    private final List<EngineRun> started = new ArrayList<>();

    Client(Cluster cluster, JsonNode program) {
        this.cluster = cluster;
        this.program = program;
    }

    /** {@return the runs that actions have started} */
    List<EngineRun> started() {
        return started;
    }

    void act(JsonNode a, Consumer<ObjectNode> answer) {
        String id = a.path("id").asText(MAIN);
        switch (a.get("do").asText()) {
            case "start" -> answer.accept(start(a, id, run -> {
            }));
            case "signalWithStart" -> answer.accept(start(a, id, run -> signal(run, a)));
            case "updateWithStart" -> updateWithStart(a, id, answer);
            case "worker" -> {
                cluster.startNode(a.path("build").asInt(1));
                answer.accept(Answers.empty());
            }
            case "noWorker" -> {
                cluster.stopNode();
                answer.accept(Answers.empty());
            }
            default -> actOn(a, id, cluster.run(id, a.path("run").asInt()), answer);
        }
    }

    private void actOn(JsonNode a, String id, EngineRun run, Consumer<ObjectNode> answer) {
        if (run == null) {
            answer.accept(
                    a.get("do").asText().equals("describe") ? Answers.empty().put("error", "NOT_FOUND") : Answers.notFound());
            return;
        }
        switch (a.get("do").asText()) {
            case "signal" -> {
                EngineRun latest = run.isContinued() ? cluster.latest(id) : run; // a client signals the chain
                answer.accept(ifOpen(latest, () -> signal(latest, a)));
            }
            case "terminate" -> answer.accept(ifOpen(run, () -> run.terminate(a.path("reason").asText("stop"))));
            case "cancel" -> {
                run.requestCancel(a.path("reason").asText(null));
                answer.accept(Answers.empty());
            }
            case "query" -> query(run, a, answer);
            case "update" -> update(run, a, null, answer);
            case "result" -> result(run, answer);
            case "describe" -> answer.accept(describe(run));
            case "reset" -> {
                EngineRun copy = run.resetTo(a.get("toTask").asInt());
                started.add(copy);
                answer.accept(Answers.empty().put("run", copy.position()));
            }
            default -> throw new IllegalArgumentException("Unknown action " + a);
        }
    }

    private static ObjectNode ifOpen(EngineRun run, Runnable action) {
        if (!run.isOpen()) {
            return Answers.notFound();
        }
        action.run();
        return Answers.empty();
    }

    private ObjectNode start(JsonNode a, String id, Consumer<EngineRun> then) {
        Cluster.Started answer = started(a, id, "signalWithStart".equals(a.get("do").asText()) ? "USE_EXISTING" : null);
        if (answer.refusal() != null) {
            return Answers.refusedStart(answer.refusal(), false);
        }
        then.accept(answer.run());
        return Answers.empty().put("run", answer.run().position());
    }

    private Cluster.Started started(JsonNode a, String id, String defaultConflict) {
        StartOptions given = StartOptions.of(a);
        if (defaultConflict != null && "FAIL".equals(given.conflict())) {
            return new Cluster.Started(null, false, "INVALID_ARGUMENT");
        }
        StartOptions options = given.conflict() != null || defaultConflict == null
                || "TERMINATE_IF_RUNNING".equals(given.reuse()) ? given
                        : new StartOptions(given.queue(), given.runTimeout(), given.executionTimeout(), given.taskTimeout(),
                                given.startDelay(), given.retry(), given.reuse(), defaultConflict, given.requestId());
        Payload arguments = CONVERSION.writeArguments(new Object[] { a.has("program") ? a.get("program") : program });
        Cluster.Started answer = cluster.start(id, options, arguments,
                EngineRun.Origin.client(cluster.time, options.startDelay()));
        if (answer.run() != null && answer.refusal() == null) {
            started.add(answer.run());
            if (!answer.isNew() && "signalWithStart".equals(a.get("do").asText())) {
                answer.run().tasks().firstNow();
            }
        }
        return answer;
    }

    private static void signal(EngineRun run, JsonNode a) {
        String name = a.path("name").asText("go");
        String type = a.path("type").asText("signal");
        run.signal(type, CONVERSION.writeArguments(new Object[] { name, a.path("value") }),
                type.equals("signal") ? name : "type " + type);
    }

    private void updateWithStart(JsonNode a, String id, Consumer<ObjectNode> answer) {
        Cluster.Started start = started(a, id, null);
        if (start.refusal() != null) {
            answer.accept(Answers.refusedStart(start.refusal(), true));
            return;
        }
        update(start.run(), a, start.run(), answer);
    }

    private static void update(EngineRun run, JsonNode a, EngineRun withStart, Consumer<ObjectNode> answer) {
        String updateId = a.path("updateId").asText(null);
        if (!run.isOpen() && !run.updatesById.containsKey(updateId)) {
            answer.accept(Answers.notFound());
            return;
        }
        Payload arguments = CONVERSION.writeArguments(new Object[] { a.path("name").asText(), a.path("value") });
        run.update(updateId, a.path("type").asText("update"), arguments)
                .await(a.path("wait").asText().equals("accepted"), result -> {
                    if (withStart != null && !result.has("error")) {
                        result.put("run", withStart.position());
                    }
                    answer.accept(result);
                });
    }

    private static void query(EngineRun run, JsonNode a, Consumer<ObjectNode> answer) {
        run.tasks().whenQuiet(() -> {
            if (!run.tasks().hasRun() || run.tasks().isFailing()) {
                answer.accept(Answers.error("WorkflowQueryRejectedException", "FAILED_PRECONDITION"));
                return;
            }
            QueryAnswer answered = run.tasks().query(a.path("type").asText("query"), a.path("what").asText("log"));
            if (answered instanceof QueryAnswer.Answered value) {
                ObjectNode node = Answers.empty();
                node.set("value", JsonConversion.tree(value.result()));
                answer.accept(node);
            } else {
                answer.accept(Answers.error("WorkflowQueryException", "INVALID_ARGUMENT"));
            }
        });
    }

    private void result(EngineRun run, Consumer<ObjectNode> answer) {
        run.whenClosed(() -> {
            EngineRun next = cluster.run(run.id(), run.position() + 1);
            if (run.isContinued()) {
                result(next, answer);
            } else {
                answer.accept(Answers.result(run));
            }
        });
    }

    private static ObjectNode describe(EngineRun run) {
        ObjectNode answer = Answers.empty().put("status", run.status()).put("run", run.position());
        if (run.isOpen()) {
            ObjectNode activities = JsonConversion.MAPPER.createObjectNode();
            run.calls().activities().stream().filter(EngineActivity::isOpen)
                    .forEach(activity -> activities.set(activity.name, activity.pending()));
            if (!activities.isEmpty()) {
                answer.set("activities", activities);
            }
            List<String> children = run.calls().openChildren();
            if (!children.isEmpty()) {
                answer.set("children", JsonConversion.MAPPER.valueToTree(children));
            }
        }
        return answer;
    }
}
