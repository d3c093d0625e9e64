package io.quarkiverse.activities.workflow.test.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;

/** Plays a script in real time on the real engine, and shows what became of it in the form of the recordings. */
final class EnginePlayer {

    private static final long LIMIT_SECONDS = 30;

    private final Engine engine;
    private final JsonNode script;
    private final Speed speed;
    private final String prefix;
    private final Executor threads;
    private final ScriptClient client;
    private final ScriptNodes nodes;
    private final Duration middle;
    private final Map<Integer, CompletableFuture<ObjectNode>> answers = new TreeMap<>();
    private volatile boolean restarted;

    /**
     * @param prefix what all Workflow Ids of this play begin with, without its last character
     * @param middle when to restart all nodes of the script, or null
     */
    EnginePlayer(Engine engine, JsonNode script, Speed speed, String prefix, Executor threads, Duration middle) {
        this.engine = engine;
        this.script = script;
        this.speed = speed;
        this.prefix = prefix + RecordedProgram.END_OF_PREFIX;
        this.threads = threads;
        RecordedProgram.worldOf(this.prefix);
        this.middle = middle;
        nodes = new ScriptNodes(engine, this.prefix, middle != null);
        client = new ScriptClient(engine, this.prefix, speed.slower(script.get("program")), nodes);
    }

    /** {@return whether the nodes were restarted while a run was open} */
    boolean wasRestarted() {
        return restarted;
    }

    /** {@return answers, runs and results} */
    JsonNode play() throws Exception {
        CompletableFuture<Void> restart = null;
        try {
            long begin = System.nanoTime();
            restart = middle == null ? null : CompletableFuture.runAsync(() -> restart(begin), threads);
            act(begin);
            if (script.has("end")) {
                sleepUntil(begin, speed.millis(script.get("end")));
            } else {
                awaitAnswers();
                for (WorkflowHandle<JsonNode> started : client.started()) {
                    awaitClosed(started);
                }
            }
            TimeUnit.MILLISECONDS.sleep(speed.millis(script.path("linger")));
            return speed.asRecorded(withoutPrefix(view()));
        } finally {
            closeAll();
            if (restart != null) {
                restart.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
            nodes.stop();
        }
    }

    private void restart(long begin) {
        try {
            sleepUntil(begin, speed.slower(middle));
            restarted = nodes.restart();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void act(long begin) throws Exception {
        JsonNode actions = script.get("actions");
        // Not all scripts list them in the order of their times
        List<Integer> inTime = IntStream.range(0, actions.size()).boxed()
                .sorted(Comparator.comparing(index -> actions.get(index).path("at").asLong())).toList();
        for (int index : inTime) {
            JsonNode action = actions.get(index);
            long at = speed.millis(action.path("at"));
            if (at > 0) {
                sleepUntil(begin, at);
            }
            CompletableFuture<ObjectNode> answer = CompletableFuture.supplyAsync(() -> client.act(speed.slower(action)),
                    threads);
            answers.put(index, answer);
            if (at == 0) {
                answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static void sleepUntil(long begin, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis) - (System.nanoTime() - begin);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void awaitAnswers() throws Exception {
        for (CompletableFuture<ObjectNode> answer : answers.values()) {
            try {
                answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                return; // the comparison reports it
            }
        }
    }

    private static void awaitClosed(WorkflowHandle<JsonNode> started) throws Exception {
        try {
            started.resultAsync().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // the comparison reports it
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof WorkflowFailedException)) {
                throw e;
            }
        }
    }

    private ObjectNode view() throws Exception {
        Map<String, List<UUID>> runs = new LinkedHashMap<>();
        for (UUID run : engine.runs(prefix)) {
            runs.computeIfAbsent(engine.run(run).workflowId().substring(prefix.length()), id -> new ArrayList<>()).add(run);
        }
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        ArrayNode shown = view.putArray("runs");
        ObjectNode results = view.putObject("results");
        RunViews views = new RunViews(engine);
        Map<String, Integer> positions = new HashMap<>();
        List<String> ids = new ArrayList<>(runs.keySet());
        ids.sort((a, b) -> a.equals("main") ? -1 : b.equals("main") ? 1 : a.compareTo(b));
        for (String id : ids) {
            boolean closed = true;
            for (UUID run : runs.get(id)) {
                positions.put(run.toString(), positions.size() + 1);
                ObjectNode one = views.of(run, id, runs.get(id).indexOf(run) + 1);
                positions.put(run.toString(), one.get("run").asInt());
                closed &= !one.get("status").asText().equals("RUNNING");
                shown.add(one);
            }
            if (closed) {
                results.set(id, ScriptClient.result(engine.workflows.handle(prefix + id, JsonNode.class)));
            }
        }
        view.set("answers", answers(positions));
        return view;
    }

    private ArrayNode answers(Map<String, Integer> positions) throws Exception {
        ArrayNode all = JsonConversion.MAPPER.createArrayNode();
        for (CompletableFuture<ObjectNode> answer : answers.values()) {
            ObjectNode given = answer.isDone() ? answer.get() : JsonConversion.MAPPER.createObjectNode().put("none", true);
            if (given.has(ScriptClient.RUN_ID)) {
                given.put("run", positions.get(given.remove(ScriptClient.RUN_ID).asText()));
            }
            all.add(given);
        }
        return all;
    }

    private JsonNode withoutPrefix(JsonNode view) throws JsonProcessingException {
        return JsonConversion.MAPPER
                .readTree(view.toString().replace(prefix, "").replaceAll("runId=[-0-9a-f]{36}", "runId=RUN"));
    }

    /** Leaves nothing behind that goes on. */
    private void closeAll() {
        for (UUID run : engine.runs(prefix)) {
            engine.repairs.terminate(run, "The script is over");
        }
    }
}
