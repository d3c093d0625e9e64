package io.quarkiverse.activities.benchmarks.driver;

import java.util.List;

/** Lists all measurements, in the order in which a round takes them. */
final class Plan {

    /** The attempts of each failing activity. There are fewer such activities, so that each run has as many attempts. */
    private static final int ATTEMPTS = 3;

    private final Settings settings;

    Plan(Settings settings) {
        this.settings = settings;
    }

    /** {@return the throughput measurements, which alternate in each round} */
    List<Measurement> contestants() {
        return wanted(List.of(
                batched(500, 2), batched(500, 4), batched(64, 2), batched(64, 4), single(16), single(32),
                new StartAll(settings),
                quick("startAsync"),
                quick("start64"),
                slow("joined"),
                new PlainInserts(settings),
                ours("failing", settings.activities / ATTEMPTS),
                slow("transactional"),
                peer("db-scheduler", "dbscheduler.DbScheduler", "20 threads", "20"),
                peer("db-scheduler", "dbscheduler.DbScheduler", "50 threads", "50"),
                peer("jobrunr", "jobrunr.JobRunrContestant", "32 workers", "32"),
                peer("dbos", "dbos.Dbos", "direct", "direct"),
                peer("dbos", "dbos.Dbos", "queue", "queue")));
    }

    /** {@return the measurements of pick-up latencies} */
    List<Measurement> latencies() {
        return wanted(List.of(new PickUp(false), new PickUp(true), new HalfLoad(quick("startAsync"))));
    }

    /** {@return the measurements of effects that should make no difference} */
    List<Measurement> curves() {
        return wanted(List.of(new History(), new Backlog(), new Pinned(), new Nodes(), new Queues(), new Retention()));
    }

    /** {@return the measurements that are taken once} */
    List<Measurement> single() {
        return wanted(List.of(new Heartbeats(), new Idle()));
    }

    /** {@return the measurements of the start of the application} */
    List<Measurement> starts() {
        return wanted(List.of(new StartUp()));
    }

    private Throughput peer(String module, String mainClass, String variant, String argument) {
        return new Throughput("peer." + module, variant, Program.main(settings, module, mainClass),
                settings.peerActivities, argument);
    }

    private Ceiling batched(int batch, int threads) {
        return new Ceiling(settings, batch, threads, settings.activities);
    }

    private Ceiling single(int threads) {
        return new Ceiling(settings, 1, threads, settings.slowActivities);
    }

    private Throughput quick(String workload) {
        return ours(workload, settings.activities);
    }

    private Throughput slow(String workload) {
        return ours(workload, settings.slowActivities);
    }

    private Throughput ours(String workload, int activities) {
        return new Throughput("ours." + workload, "", Program.application(settings, "ours"), activities, workload);
    }

    private List<Measurement> wanted(List<Measurement> all) {
        return all.stream().filter(measurement -> measurement.figures().stream().anyMatch(settings::wants)).toList();
    }
}
