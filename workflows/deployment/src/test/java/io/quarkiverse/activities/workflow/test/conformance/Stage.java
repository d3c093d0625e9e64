package io.quarkiverse.activities.workflow.test.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.workflow.conformance.Recordings;
import io.quarkiverse.activities.workflow.conformance.TestThreads;

/**
 * Plays many scripts side by side, since most of their time is waiting, and those that differ once more, few at a time and
 * slower.
 */
final class Stage {

    private static final int PLAYERS = Integer.getInteger("conformance.players", 40);
    private static final Speed SPEED = new Speed(Double.parseDouble(System.getProperty("conformance.speed", "1.5")));
    private static final Speed SLOW = new Speed(3);
    private static final Speed WARM = new Speed(1);
    private static final int WARM_UP = 10;
    private static final int FEW = 8;
    private static final long MILLIS_BETWEEN_BEGINNINGS = 100;
    /** For Workflow Ids, which must be new in each play, because all stages of a process share its database. */
    private static final AtomicInteger PLAYS = new AtomicInteger();

    /** A script to play. */
    private record Part(String family, JsonNode script, Expectation expected) {

        String name() {
            return script.get("name").asText();
        }

        /** {@return when half of it is over} */
        Duration middle() {
            return expected.took().dividedBy(2);
        }
    }

    private final Engine engine;
    private final boolean restarts;
    private final TargetReport report;
    private final ExecutorService players = Executors.newFixedThreadPool(PLAYERS, Stage::thread);
    private final ExecutorService few = Executors.newFixedThreadPool(FEW, Stage::thread);
    private final ExecutorService clients = Executors.newCachedThreadPool(Stage::thread);
    private final ExecutorService coroutines = TestThreads.coroutines();

    private Stage(Engine engine, String target, boolean restarts) {
        this.engine = engine;
        this.restarts = restarts;
        report = new TargetReport(target);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "player");
        thread.setDaemon(true);
        thread.setContextClassLoader(Stage.class.getClassLoader());
        return thread;
    }

    /**
     * Plays the recordings, shows the report, and writes it to {@code target}.
     *
     * @param restarts whether all nodes of a script are restarted in the middle of it
     */
    static TargetReport play(Engine engine, String target, boolean restarts) throws Exception {
        TargetReport report = new Stage(engine, target, restarts).play();
        System.out.println(report);
        Files.writeString(Path.of("target", target + ".txt"), report.toString());
        return report;
    }

    private TargetReport play() throws Exception {
        try {
            Map<Part, CompletableFuture<String>> played = new LinkedHashMap<>();
            List<Part> parts = parts();
            warmUp(parts);
            for (Part part : parts) {
                played.put(part, CompletableFuture.supplyAsync(() -> play(part, SPEED), players));
                if (played.size() < PLAYERS) {
                    TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_BEGINNINGS);
                }
            }
            List<Part> different = new ArrayList<>();
            for (Map.Entry<Part, CompletableFuture<String>> play : played.entrySet()) {
                if (play.getValue().get() == null) {
                    report.passed(play.getKey().family);
                } else {
                    different.add(play.getKey());
                }
            }
            Map<Part, CompletableFuture<String>> again = new LinkedHashMap<>();
            for (Part part : different) {
                String first = played.get(part).get();
                System.out.println("Differs at first: " + part.name() + ": " + first);
                again.put(part, CompletableFuture.supplyAsync(() -> again(first, part), few));
            }
            for (Map.Entry<Part, CompletableFuture<String>> play : again.entrySet()) {
                again(play.getKey(), play.getValue().get());
            }
            return report;
        } finally {
            players.shutdownNow();
            few.shutdownNow();
            clients.shutdownNow();
            coroutines.shutdownNow();
        }
    }

    /** Lets the code be loaded and compiled before it counts how late things are. */
    private void warmUp(List<Part> parts) throws Exception {
        List<CompletableFuture<String>> plays = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += Math.max(1, parts.size() / WARM_UP)) {
            Part part = parts.get(i);
            plays.add(CompletableFuture.supplyAsync(() -> play(part, WARM), players));
        }
        for (CompletableFuture<String> play : plays) {
            play.get();
        }
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        int every = Integer.getInteger("conformance.every", 1);
        List<String> only = List.of(System.getProperty("conformance.script", "").split(","));
        int number = 0;
        for (String family : Recordings.families()) {
            if (!System.getProperty("conformance.families", family).contains(family)) {
                continue;
            }
            for (JsonNode script : Recordings.of(family)) {
                if (number++ % every == 0 && only.stream().anyMatch(script.get("name").asText()::contains)) {
                    add(family, script, parts);
                }
            }
        }
        return parts;
    }

    /** A script that cannot be played differs, and does not keep the others from being played. */
    private void add(String family, JsonNode script, List<Part> parts) {
        try {
            Part part = new Part(family, script, Expectation.of(script, coroutines));
            parts.add(part);
            if (part.expected.differs()) {
                report.derived();
            }
        } catch (RuntimeException e) {
            report.differs(family, script.get("name").asText(), "could not be played: " + e);
        }
    }

    private String again(String first, Part part) {
        return Boolean.parseBoolean(System.getProperty("conformance.again", "true")) ? play(part, SLOW) : first;
    }

    private void again(Part part, String second) {
        if (second == null) {
            report.playedAgain();
            report.passed(part.family);
        } else {
            report.differs(part.family, part.name(), second);
        }
    }

    /** {@return the first difference, or null} */
    private String play(Part part, Speed speed) {
        try {
            String prefix = part.name() + "-" + PLAYS.incrementAndGet();
            EnginePlayer player = new EnginePlayer(engine, part.script, speed, prefix, clients,
                    restarts ? part.middle() : null);
            JsonNode played = player.play();
            String difference = part.expected.firstDifference(played);
            if (difference != null) {
                report.keep(part.name(), part.expected.scripts(), played);
            }
            if (player.wasRestarted()) {
                report.restarted(part.name());
            }
            return difference;
        } catch (Throwable e) {
            e.printStackTrace();
            return "could not be played: " + e;
        }
    }
}
