package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayList;
import java.util.List;

/** Lists the selected measurements, in the order in which a round takes them. */
final class Plan {

    /** The attempts of each failing activity. There are fewer such activities, so that each run has as many attempts. */
    private static final int ATTEMPTS = 3;

    private final Settings settings;
    private final Selection selection;
    private final Throughput startAsync;
    private final Throughput start64;

    Plan(Settings settings, Selection selection) {
        this.settings = settings;
        this.selection = selection;
        startAsync = quick("startAsync");
        start64 = quick("start64");
    }

    /** Measurements that alternate in each of some rounds. */
    record Group(int rounds, List<Measurement> measurements) {
    }

    List<Group> groups() {
        return List.of(
                group(settings.rounds, contestants()),
                group(settings.rounds, workflows()),
                group(settings.rounds, latencies()),
                group(settings.curveRounds, effects()),
                group(1, List.of(new Heartbeats(), new Idle())),
                group(settings.rounds, memoryAndColdStarts()),
                group(settings.starts, JvmKind.available(settings).stream().map(StartUp::new).toList()));
    }

    private Group group(int rounds, List<? extends Measurement> all) {
        return new Group(rounds, all.stream().<Measurement> map(each -> each).filter(selection::includes).toList());
    }

    /** {@return the throughput measurements} */
    private List<Measurement> contestants() {
        return List.of(
                batched(500, 2), batched(500, 4), batched(64, 2), batched(64, 4), single(16), single(32),
                new StartAll(settings), startAsync, start64,
                slow("joined", "joined"),
                slow("joined.delayed", "joinedDelayed"),
                new PlainInserts(settings),
                ours("failing", "failing", settings.activities / ATTEMPTS),
                slow("transactional", "transactional"),
                new PlainTransactions(settings),
                new H2Throughput(settings, "startAll"), new H2Throughput(settings, "start64"),
                peer("db-scheduler", "dbscheduler.DbScheduler", "20 threads", "20"),
                peer("db-scheduler", "dbscheduler.DbScheduler", "50 threads", "50"),
                peer("jobrunr", "jobrunr.JobRunrContestant", "32 workers", "32"),
                peer("dbos", "dbos.Dbos", "direct", "direct"),
                peer("dbos", "dbos.Dbos", "queue", "queue"));
    }

    /** {@return the measurements of workflows} */
    private List<Measurement> workflows() {
        return List.of(
                new Throughput("with-workflows.startAll", "", Program.application("workflows"), settings.activities,
                        "startAll"),
                new SequentialSteps(settings),
                workflows("one", "oneActivity", settings.workflows),
                workflows("local", "localSteps", settings.activities),
                workflows("fan-out", "fanOut", settings.activities),
                workflows("three", "threeSteps", settings.workflows),
                workflows("three.immediate", "threeImmediateSteps", settings.workflows),
                workflows("three.activities", "threeActivities", settings.workflows),
                three("direct"), three("queue"),
                new StepLatency(), new Naps(), new Sleepers(), History.ofWorkflows(settings),
                new Pinned("workflow.pinned", Program.application("workflows"), "sequential"));
    }

    private static Throughput workflows(String figure, String workload, int count) {
        return new Throughput("workflow." + figure, "", Program.application("workflows"), count, workload);
    }

    private Throughput three(String variant) {
        return new Throughput("peer.dbos.three", variant, Program.main("dbos", "dbos.Dbos"), settings.peerWorkflows, variant,
                "three");
    }

    /** {@return the measurements of pick-up latencies} */
    private List<Measurement> latencies() {
        return List.of(new PickUp(PickUp.Place.SAME), new PickUp(PickUp.Place.OTHER), new PickUp(PickUp.Place.H2),
                new HalfLoad("half-load", "halfLoad", startAsync), new HalfLoad("half-load64", "halfLoad64", start64),
                new LoadCurve(startAsync));
    }

    /** {@return the measurements of effects that should make no difference} */
    private List<Measurement> effects() {
        return List.of(History.ofActivities(settings), new Backlog(), new Pinned("flat.pinned", Program.ours(), "startAll"),
                new Nodes("flat.nodes", settings.nodes), new Nodes("flat.nodes2", 2), new Queues(), new Retention());
    }

    private List<Measurement> memoryAndColdStarts() {
        List<Measurement> all = new ArrayList<>(List.of(new Memory()));
        // The usual JVM is measured with the throughput
        JvmKind.available(settings).stream().filter(kind -> kind != JvmKind.USUAL).map(ColdStart::new).forEach(all::add);
        return all;
    }

    private Throughput peer(String module, String mainClass, String variant, String argument) {
        return new Throughput("peer." + module, variant, Program.main(module, mainClass), settings.peerActivities, argument);
    }

    private Ceiling batched(int batch, int threads) {
        return new Ceiling(batch, threads, settings.activities);
    }

    private Ceiling single(int threads) {
        return new Ceiling(1, threads, settings.slowActivities);
    }

    private Throughput quick(String workload) {
        return ours(workload, workload, settings.activities);
    }

    private Throughput slow(String figure, String workload) {
        return ours(figure, workload, settings.slowActivities);
    }

    private Throughput ours(String figure, String workload, int activities) {
        return new Throughput("ours." + figure, "", Program.ours(), activities, workload);
    }
}
