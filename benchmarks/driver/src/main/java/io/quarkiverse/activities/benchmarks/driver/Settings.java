package io.quarkiverse.activities.benchmarks.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings {@code -Dbenchmarks.…} and their defaults. */
final class Settings {

    /** The directory of the benchmarks. */
    final Path directory;

    /** {@code only}: names or prefixes of figures, separated by commas: {@code ours.startAll,ceiling,flat.history}. */
    final List<String> only = words(System.getProperty("benchmarks.only", ""), ",");

    /** {@code postgresql.url}: the JDBC URL of a server, with a superuser. By default an embedded server is started. */
    final String url = System.getProperty("benchmarks.postgresql.url");

    /** {@code documentation}: the file for the tables, {@code target/benchmarks.adoc} by default. */
    final Optional<Path> documentation = Optional.ofNullable(System.getProperty("benchmarks.documentation")).map(Path::of);

    /** {@code compare}: another revision that is built and measured in turn with this one. */
    final Optional<String> compare = Optional.ofNullable(System.getProperty("benchmarks.compare"));
    /**
     * {@code rounds}: the number of rounds; each contestant runs once in each. A comparison has more, and an even number, so
     * that each revision is as often the first.
     */
    final int rounds = number("rounds", compare.isPresent() ? 6 : 3);
    /** {@code curve.rounds}: the number of rounds in which each curve is measured, without and with. */
    final int curveRounds = number("curve.rounds", 2);

    /** {@code activities}: the number of activities of a run; a third of it if each fails twice. */
    final int activities = number("activities", 50_000);
    /** {@code slow.activities}: the number of activities of a run with one row per transaction. */
    final int slowActivities = number("slow.activities", 6_000);
    /** {@code workflows}: the number of workflows of a run, if each has one or three steps. */
    final int workflows = number("workflows", 15_000);
    /** {@code peer.workflows}: the number of workflows of a peer's run. */
    final int peerWorkflows = number("peer.workflows", 5_000);
    /** {@code peer.activities}: the number of activities of a peer's run. */
    final int peerActivities = number("peer.activities", 20_000);
    /** {@code cold.activities}: the number of activities after the start of a process that count as cold. */
    final int coldActivities = number("cold.activities", 10_000);
    /** {@code warm-up.seconds}: how long each contestant may work before a run to become steady. */
    final int warmUpSeconds = number("warm-up.seconds", 90);
    /**
     * {@code warm-up.least.seconds}: how long each contestant works before a run even if it is steady: its rate may stand still
     * while the JIT compiler is at work.
     */
    final int leastWarmUpSeconds = number("warm-up.least.seconds", 30);
    /** {@code warm-up.window.seconds}: the least duration of one of the windows that are compared with each other. */
    final int warmUpWindowSeconds = number("warm-up.window.seconds", 3);
    /** {@code warm-up.percent}: how much three windows in a row may differ. */
    final int warmUpPercent = number("warm-up.percent", 5);

    /** {@code steps}: the number of steps whose latency is measured on an idle node. */
    final int steps = number("steps", 1_000);
    /** {@code resumed}: the number of workflows that go on at the same time and are not in memory. */
    final int resumed = number("resumed", 10_000);
    /** {@code resume.after.seconds}: when they go on. All of them must have been started before. */
    final int resumeAfterSeconds = number("resume.after.seconds", 60);
    /** {@code sleepers}: the number of workflows that sleep. */
    final int sleepers = number("sleepers", 1_000_000);
    /** {@code due.at.once}: the number of those that wake up at the same time. */
    final int dueAtOnce = number("due.at.once", 100_000);
    /** {@code aged.rows}: the number of closed workflows, and of closed activities, beside those that are measured. */
    final int agedRows = number("aged.rows", 1_000_000);
    /** {@code sleep.seconds}: when they wake up. All rows must have been generated before. */
    final int sleepSeconds = number("sleep.seconds", 120);

    /** {@code latency.samples}: the number of starts on an idle node. */
    final int samples = number("latency.samples", 200);
    /** {@code load.seconds}: the duration of a run at a constant rate. */
    final int loadSeconds = number("load.seconds", 10);

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

    /** {@code memory.seconds}: how long an application is idle before its memory is read. */
    final int memorySeconds = number("memory.seconds", 5);

    /**
     * {@code jdk25}: the home of a JDK 25 or later for the figures with an AOT cache; by default that of this JVM, if it is
     * one.
     */
    final Optional<Path> jdk25 = Optional.ofNullable(System.getProperty("benchmarks.jdk25")).map(Path::of)
            .or(() -> Optional.of(Path.of(System.getProperty("java.home"))).filter(home -> Runtime.version().feature() >= 25));

    /**
     * {@code compare.harness}: whether the other revision is measured with the benchmarks of {@code this} one or with its
     * {@code own}.
     */
    final boolean ownHarness = System.getProperty("benchmarks.compare.harness", "this").equals("own");
    /** {@code compare.maven}: more arguments for Maven when it builds the other revision, such as {@code -o}. */
    final List<String> mavenArguments = words(System.getProperty("benchmarks.compare.maven", ""), " ");

    /** {@code curve.before}: a file {@code curve.csv} of an earlier run that is drawn next to this one. */
    final Optional<Path> curveBefore = Optional.ofNullable(System.getProperty("benchmarks.curve.before")).map(Path::of);
    /** {@code curve.picture}: the file for the picture of the load curve, {@code target/curve.svg} by default. */
    final Optional<Path> curvePicture = Optional.ofNullable(System.getProperty("benchmarks.curve.picture")).map(Path::of);

    /** {@code patience.seconds}: the timeout of a run. */
    final int patienceSeconds = number("patience.seconds", 240);

    Settings(Path directory) {
        this.directory = directory;
    }

    private static int number(String name, int defaultValue) {
        return Integer.getInteger("benchmarks." + name, defaultValue);
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator)).map(String::trim).filter(word -> !word.isEmpty()).toList();
    }

    /** {@return a directory or file in the directory for output, which exists} */
    Path target(String name) throws IOException {
        return Files.createDirectories(directory.resolve("target")).resolve(name);
    }
}
