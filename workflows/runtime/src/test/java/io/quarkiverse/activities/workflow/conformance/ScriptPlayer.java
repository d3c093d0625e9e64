package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/** Plays a script, and shows what became of it in the form of the recordings. */
final class ScriptPlayer {

    private static final Duration LIMIT = Duration.ofHours(1);

    private final JsonNode script;
    private final Cluster cluster;
    private final Client client;
    private final Map<Integer, ObjectNode> answers = new LinkedHashMap<>();
    private final List<Boolean> acted = new ArrayList<>();

    ScriptPlayer(JsonNode script, Executor threads, Rules rules, boolean cached, Delivery delivery, Lateness lateness) {
        this.script = script;
        cluster = new Cluster(threads, rules, cached, delivery, lateness);
        client = new Client(cluster, script.get("program"));
    }

    /** {@return actions with answers, runs and results} */
    ObjectNode play() {
        Instant begin = cluster.time.now();
        try {
            act(begin);
            if (script.has("end")) {
                cluster.time.runUntil(begin.plusMillis(script.get("end").asLong()));
            } else {
                Instant limit = begin.plus(LIMIT);
                while (!isOver() && cluster.time.step(limit)) {
                    // until all is closed
                }
            }
            cluster.time.runUntil(cluster.time.now().plusMillis(script.path("linger").asLong()));
            return view();
        } finally {
            cluster.evictAll();
        }
    }

    private void act(Instant begin) {
        int index = 0;
        for (JsonNode action : script.get("actions")) {
            int number = index++;
            long at = action.path("at").asLong();
            Runnable act = () -> {
                acted.add(true);
                client.act(action, answer -> answers.put(number, answer));
            };
            if (at == 0) {
                act.run();
            } else {
                cluster.time.at(begin.plusMillis(at), act);
            }
        }
    }

    private boolean isOver() {
        return acted.size() == script.get("actions").size() && client.started().stream()
                .noneMatch(run -> cluster.latest(run.id()).isOpen());
    }

    private ObjectNode view() {
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        ArrayNode actions = view.putArray("answers");
        for (int i = 0; i < script.get("actions").size(); i++) {
            actions.add(answers.containsKey(i) ? answers.get(i) : JsonConversion.MAPPER.createObjectNode().put("none", true));
        }
        ArrayNode runs = view.putArray("runs");
        ObjectNode results = view.putObject("results");
        List<String> ids = new ArrayList<>(cluster.workflows().keySet());
        ids.sort((a, b) -> a.equals("main") ? -1 : b.equals("main") ? 1 : a.compareTo(b));
        for (String id : ids) {
            List<EngineRun> all = cluster.workflows().get(id);
            all.forEach(run -> runs.add(RunView.of(run)));
            if (all.stream().noneMatch(EngineRun::isOpen)) {
                results.set(id, Answers.result(all.get(all.size() - 1)));
            }
        }
        return view;
    }
}
