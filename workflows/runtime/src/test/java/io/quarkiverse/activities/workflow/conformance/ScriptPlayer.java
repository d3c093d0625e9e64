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

import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;

/** Plays a script, and shows what became of it in the form of the recordings. */
public final class ScriptPlayer {

    private static final Duration LIMIT = Duration.ofHours(1);

    private final JsonNode script;
    private final Cluster cluster;
    private final Client client;
    private final Map<Integer, ObjectNode> answers = new LinkedHashMap<>();
    private final List<Boolean> acted = new ArrayList<>();
    private Duration took;

    public ScriptPlayer(JsonNode script, Executor threads, Rules rules, boolean cached, Delivery delivery, Lateness lateness) {
        this.script = script;
        cluster = new Cluster(threads, rules, cached, delivery, lateness);
        client = new Client(cluster, script.get("program"));
    }

    /**
     * Makes the server and its nodes differ from Temporal's as ours do, so that what is played is what a recording lets expect
     * of our engine:
     * <ul>
     * <li>the body of a Local Activity runs once, even if its task runs again because something has arrived (difference 2);
     * <li>an activity that was abandoned outlives its run, and one that is scheduled as the run closes begins (difference 4);
     * <li>a body hears of its cancellation, and of the end of its run, with the next heartbeat, sent or not (difference 5);
     * <li>an activity of a type that no node has waits for one, as every activity of ours does;
     * <li>an activity that never begins because its run closes has no row;
     * <li>the log of a run that was closed from outside is that of its last committed task, as a query shows it;
     * <li>an update that has arrived before the run closes is carried out (in addition to difference 2);
     * <li>an ABANDON child that is started in the closing task starts (difference 4).
     * </ul>
     */
    public ScriptPlayer ours() {
        cluster.ours = true;
        return this;
    }

    /** {@return what the interpreter of programs does not know of the script as it was played, or null} */
    public String unknown() {
        return cluster.world.unknown();
    }

    /** {@return the journals of the runs} */
    List<JournalExport> exports() {
        return cluster.exports();
    }

    /** {@return how long the script took, without what it lingered} */
    public Duration took() {
        return took;
    }

    /** {@return actions with answers, runs and results} */
    public ObjectNode play() {
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
            took = Duration.between(begin, cluster.time.now());
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
