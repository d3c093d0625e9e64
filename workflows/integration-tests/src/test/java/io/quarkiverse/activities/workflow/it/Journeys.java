package io.quarkiverse.activities.workflow.it;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Cluster;
import io.quarkiverse.activities.it.Database;

/** The workflows of the packaged application, and the nodes that run them. */
public final class Journeys implements AutoCloseable {

    private final Cluster cluster;

    Journeys(Database database) {
        cluster = new Cluster(database);
    }

    Database database() {
        return cluster.database();
    }

    /** {@return a node that is starting} */
    AppNode node(String name, String... settings) {
        return cluster.node(name, settings);
    }

    /** {@return a node that is starting, without the archive of classes that other nodes start from} */
    AppNode withoutArchive(String name, String... settings) {
        return cluster.node(name, AppNode.APPLICATION, settings);
    }

    /** {@return a node that is starting, of the application that was built for H2} */
    AppNode embedded(String name, String... settings) {
        return cluster.node(name, Database.buildDirectory().resolve("embedded"), settings);
    }

    /** Starts a workflow. Starting it again has no effect. */
    public static void start(AppNode node, String id, String shape, int size) {
        node.call("POST", "/journeys/" + id + "/start/" + shape + "/" + size);
    }

    /** Starts a workflow in a transaction of the application. */
    static void startJoined(AppNode node, String id, String shape, int size) {
        node.call("POST", "/journeys/" + id + "/joined/" + shape + "/" + size);
    }

    static void startMany(AppNode node, String prefix, String shape, int size, int count) {
        node.call("POST", "/journeys/" + prefix + "/many/" + shape + "/" + size + "?count=" + count);
    }

    static void signal(AppNode node, String id, String word) {
        node.call("POST", "/journeys/" + id + "/signal/" + word);
    }

    /** {@return the result once the workflow has closed} */
    static String result(AppNode node, String id) {
        CompletableFuture<String> result = node.ask("GET", "/journeys/" + id + "/result").thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new AssertionError(id + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        });
        return result.orTimeout(2, TimeUnit.MINUTES).join();
    }

    /** {@return the answer to a query} */
    static String progress(AppNode node, String id) {
        return node.call("GET", "/journeys/" + id + "/progress");
    }

    /** {@return the types of the events in the history, as a list in JSON} */
    static String history(AppNode node, String id) {
        return node.call("GET", "/journeys/" + id + "/history");
    }

    /** {@return the names of steps: s1,s2,…} */
    public static String steps(String prefix, int size) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> prefix + i).collect(Collectors.joining(","));
    }

    /** {@return the result of a workflow of this shape that has been told the words w1, w2 and so on} */
    public static String expected(String shape, int size) {
        return switch (shape) {
            case "sequence" -> steps("s", size);
            case "fan" -> steps("f", size);
            case "timers" -> steps("t", size);
            case "signals" -> "asked," + steps("w", size);
            case "children" -> IntStream.range(0, size).mapToObj(i -> steps("s", 2)).collect(Collectors.joining(","));
            case "local" -> steps("l", size) + ",after";
            case "pair" -> "go," + steps("p", size);
            case "transactional" ->
                IntStream.rangeClosed(1, size).mapToObj(i -> "x" + i + ",w" + i).collect(Collectors.joining(","));
            default -> throw new IllegalArgumentException(shape);
        };
    }

    /** {@return the entries of the ledger for a workflow: attempt, node and event} */
    List<String> ledger(String id) {
        return database().ledger(id);
    }

    /** {@return how often an event is in the ledger for a workflow} */
    long count(String id, String event) {
        return ledger(id).stream().filter(entry -> entry.endsWith(" " + event)).count();
    }

    void awaitLedger(String id, String event) {
        await(event).atMost(AppNode.PATIENCE).until(() -> count(id, event) > 0);
    }

    /** Waits until no workflow and no activity is open. */
    void awaitAllClosed() {
        await("all closed").atMost(AppNode.PATIENCE).ignoreExceptions().until(() -> database()
                .query("SELECT (SELECT count(*) FROM workflow_execution), (SELECT count(*) FROM activity_execution)")
                .equals(List.of("0 0")));
    }

    @Override
    public void close() {
        cluster.close();
    }
}
