package io.quarkiverse.activities.benchmarks.driver;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings {@code -Dbenchmarks.…} and their defaults. */
final class Settings {

    /** The directory of the benchmarks. */
    final Path directory;

    /** {@code only}: names or prefixes of figures, separated by commas: {@code ours.startAll,ceiling,flat.history}. */
    final List<String> only = Arrays.stream(System.getProperty("benchmarks.only", "").split(","))
            .map(String::trim).filter(name -> !name.isEmpty()).toList();

    /** {@code postgresql.url}: the JDBC URL of a server, with a superuser. By default an embedded server is started. */
    final String url = System.getProperty("benchmarks.postgresql.url");

    /** {@code documentation}: the file for the tables, {@code target/benchmarks.adoc} by default. */
    final Optional<Path> documentation = Optional.ofNullable(System.getProperty("benchmarks.documentation")).map(Path::of);

    /** {@code rounds}: the number of rounds; each contestant runs once in each. */
    final int rounds = number("rounds", 3);
    /** {@code curve.rounds}: the number of rounds in which each curve is measured, without and with. */
    final int curveRounds = number("curve.rounds", 2);

    /** {@code activities}: the number of activities of a run; a third of it if each fails twice. */
    final int activities = number("activities", 50_000);
    /** {@code slow.activities}: the number of activities of a run with one row per transaction. */
    final int slowActivities = number("slow.activities", 6_000);
    /** {@code peer.activities}: the number of activities of a peer's run. */
    final int peerActivities = number("peer.activities", 20_000);
    /** {@code warm-up.seconds}: how long each contestant works before a run, so that the JIT compiler is mostly done. */
    final int warmUpSeconds = number("warm-up.seconds", 15);

    /** {@code latency.samples}: the number of starts on an idle node. */
    final int samples = number("latency.samples", 200);
    /** {@code half-load.seconds}: the duration of the run at half the rate. */
    final int halfLoadSeconds = number("half-load.seconds", 10);

    /** {@code history.rows}: the number of closed rows. */
    final int historyRows = number("history.rows", 10_000_000);
    /** {@code backlog.rows}: the number of rows that wait in another queue. */
    final int backlogRows = number("backlog.rows", 1_000_000);
    /** {@code nodes}: the number of nodes that share the work. */
    final int nodes = number("nodes", 4);
    /** {@code queues}: the number of queues on one node. */
    final int queues = number("queues", 1_000);
    /** {@code retention.rows}: the number of rows that retention deletes during the run. */
    final int retentionRows = number("retention.rows", 2_000_000);

    /** {@code heartbeat.seconds}: how long activities heartbeat. */
    final int heartbeatSeconds = number("heartbeat.seconds", 12);
    /** {@code idle.seconds}: how long an idle node is observed. */
    final int idleSeconds = number("idle.seconds", 20);
    /** {@code starts}: the number of starts of the application with activities, and of the one without. */
    final int starts = number("starts", 20);

    /** {@code patience.seconds}: the timeout of a run. */
    final int patienceSeconds = number("patience.seconds", 240);

    Settings(Path directory) {
        this.directory = directory;
    }

    private static int number(String name, int defaultValue) {
        return Integer.getInteger("benchmarks." + name, defaultValue);
    }

    /** {@return whether to measure this figure} */
    boolean wants(String figure) {
        return only.isEmpty() || only.stream().anyMatch(figure::startsWith);
    }
}
