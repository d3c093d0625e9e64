package io.quarkiverse.activities.benchmarks.driver;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be set with {@code -Dbenchmarks.…}, and what holds otherwise. */
final class Settings {

    /** The folder of the benchmarks. */
    final Path directory;

    /** {@code only}: figures, or beginnings of them, separated by commas: {@code ours.startAll,ceiling,flat.history}. */
    final List<String> only = Arrays.stream(System.getProperty("benchmarks.only", "").split(","))
            .map(String::trim).filter(name -> !name.isEmpty()).toList();

    /** {@code postgresql.url}: a server to use, as a superuser. An embedded one is started unless set. */
    final String url = System.getProperty("benchmarks.postgresql.url");

    /** {@code documentation}: the file that the tables are written to. {@code target/benchmarks.adoc} unless set. */
    final Optional<Path> documentation = Optional.ofNullable(System.getProperty("benchmarks.documentation")).map(Path::of);

    /** {@code rounds} in which each contestant runs once. */
    final int rounds = number("rounds", 3);
    /** {@code curve.rounds} in which each curve is measured once, without and with. */
    final int curveRounds = number("curve.rounds", 2);

    /** {@code activities} of a run; a third of it where each fails twice. */
    final int activities = number("activities", 50_000);
    /** {@code slow.activities} of a run of what does one row a transaction. */
    final int slowActivities = number("slow.activities", 6_000);
    /** {@code peer.activities} of a run of a peer. */
    final int peerActivities = number("peer.activities", 20_000);
    /** {@code warm-up.seconds} for which each contestant is at work before a run: until the compiler has little left to do. */
    final int warmUpSeconds = number("warm-up.seconds", 15);

    /** {@code latency.samples} of an idle node. */
    final int samples = number("latency.samples", 200);
    /** {@code half-load.seconds} at half the rate. */
    final int halfLoadSeconds = number("half-load.seconds", 10);

    /** {@code history.rows} that are closed. */
    final int historyRows = number("history.rows", 10_000_000);
    /** {@code backlog.rows} that wait in another queue. */
    final int backlogRows = number("backlog.rows", 1_000_000);
    /** {@code nodes} that share the work. */
    final int nodes = number("nodes", 4);
    /** {@code queues} on one node. */
    final int queues = number("queues", 1_000);
    /** {@code retention.rows} to delete meanwhile. */
    final int retentionRows = number("retention.rows", 2_000_000);

    /** {@code heartbeat.seconds} for which activities heartbeat. */
    final int heartbeatSeconds = number("heartbeat.seconds", 12);
    /** {@code idle.seconds} for which a node is watched. */
    final int idleSeconds = number("idle.seconds", 20);
    /** {@code starts} of the application with activities, and of that without. */
    final int starts = number("starts", 20);

    /** {@code patience.seconds} after which a run is given up. */
    final int patienceSeconds = number("patience.seconds", 240);

    Settings(Path directory) {
        this.directory = directory;
    }

    private static int number(String name, int byDefault) {
        return Integer.getInteger("benchmarks." + name, byDefault);
    }

    /** {@return whether to measure that figure} */
    boolean wants(String figure) {
        return only.isEmpty() || only.stream().anyMatch(figure::startsWith);
    }
}
