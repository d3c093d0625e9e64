package io.quarkiverse.activities.runtime.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.node.Batcher;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.AttemptReports;
import io.quarkiverse.activities.runtime.store.StoreListener;
import io.quarkiverse.activities.runtime.store.TaskTokens;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;
import io.quarkiverse.activities.runtime.store.value.ClosedExecution;
import io.quarkiverse.activities.runtime.store.value.Completion;
import io.quarkiverse.activities.runtime.store.value.HeartbeatWrite;
import io.quarkiverse.activities.runtime.store.value.RunningAttempt;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptContext;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptRunner;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptTransactions;
import io.quarkiverse.activities.runtime.worker.attempt.OrphanedClaims;
import io.quarkiverse.activities.runtime.worker.attempt.ReportBatches;
import io.quarkiverse.activities.runtime.worker.queue.Dispatcher;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;
import io.quarkiverse.activities.runtime.worker.queue.QueueLimits;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;
import io.quarkiverse.activities.runtime.worker.queue.ServedQueue;
import io.quarkiverse.activities.spi.Payload;

/** This node as a worker: its queues and slots, its running attempts, and what it must not miss. */
@Singleton
public class Worker implements StoreListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long HEARTBEAT_SECONDS = 10;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Where nothing is started unnoticed: in an embedded database, and while this node hears all others. */
    private static final Duration RELAXED_POLL = Duration.ofSeconds(5);

    private final ActivityStore store;
    private final Timers timers;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private final AttemptRunner attempts;
    private final ReportBatches reports;
    private final OrphanedClaims orphans;
    private final List<ServedQueue> queues;
    private final Dispatcher dispatcher;
    private final Batcher<Boolean, Boolean> dueFirer;
    private volatile boolean stopping;
    private volatile boolean stopped;

    Worker(ActivityStore store, AttemptReports attemptReports, Node node, Timers timers, DatabaseOutage outage,
            Payloads payloads, ActivityDefinitions definitions, AttemptTransactions transactions, TaskTokens tokens,
            ActivitiesRuntimeConfig config, PayloadLimits limits, Failures failures, AttemptInterception interception,
            NodeListeners listeners) {
        this.store = store;
        this.timers = timers;
        this.outage = outage;
        this.listeners = listeners;
        reports = new ReportBatches(store, attemptReports, node, outage, listeners);
        attempts = new AttemptRunner(definitions, payloads, limits, failures, interception, reports, timers, tokens,
                transactions, config, listeners, !store.isEmbedded());
        orphans = new OrphanedClaims(store, node, outage, attempts);
        queues = queues(definitions, config);
        dispatcher = new Dispatcher(store, node, outage, listeners, store.isEmbedded() ? RELAXED_POLL : POLL, queues,
                (queue, task) -> run(queue, task, () -> {
                }));
        dueFirer = new Batcher<>("due", false, outage, listeners, batch -> {
            store.fireDue();
            return batch;
        });
        store.listen(this);
    }

    private static List<ServedQueue> queues(ActivityDefinitions definitions, ActivitiesRuntimeConfig config) {
        QueueLimits.check(config);
        if (!config.worker().enabled()) {
            return List.of();
        }
        List<ServedQueue> served = new ArrayList<>();
        Optional<List<String>> only = config.worker().queues();
        String own = definitions.ownTaskQueue().orElse(null);
        for (Map.Entry<String, List<String>> types : definitions.servedTypes().entrySet()) {
            String queue = types.getKey();
            QueueConfig queueConfig = config.workers().get(queue);
            if (queue.equals(own)) {
                served.add(new ServedQueue(queue, types.getValue(), config.worker().ownQueue().slots(),
                        QueueLimits.of(queueConfig)));
            } else if ((queueConfig == null || queueConfig.enabled()) && (only.isEmpty() || only.get().contains(queue))) {
                served.add(new ServedQueue(queue, types.getValue(),
                        queueConfig == null ? ServedQueue.DEFAULT_SLOTS : queueConfig.slots(),
                        QueueLimits.of(queueConfig)));
            }
        }
        return served;
    }

    public void start() {
        dispatcher.start();
    }

    /** Keeps to what was decided meanwhile for the queues as a whole. */
    public void followQueueSettings() {
        dispatcher.followSettings();
    }

    /** {@return the Task Queues that this node serves} */
    public List<String> taskQueues() {
        List<String> names = new ArrayList<>();
        for (ServedQueue queue : queues) {
            names.add(queue.taskQueue);
        }
        return names;
    }

    /** {@return how this node serves one of its Task Queues now} */
    public QueueStatus status(String taskQueue) {
        return dispatcher.status(taskQueue);
    }

    /** {@return whether this node shuts down: it takes no more tasks, and only ends what it has} */
    public boolean isStopping() {
        return stopping;
    }

    /** {@return for how long the thread that claims tasks has not come round; zero where this node serves nothing} */
    public Duration silence() {
        return queues.isEmpty() || stopping ? Duration.ZERO : dispatcher.silence();
    }

    // Eager starts

    /** {@return a slot for a start that is written as already claimed by this node, or null where it must wait its turn} */
    public EagerSlot reserve(String taskQueue, String type) {
        ServedQueue queue = dispatcher.reserveEagerly(taskQueue, type);
        return queue == null ? null
                : new EagerSlot(task -> run(queue, task, () -> dispatcher.begunEagerly(queue)),
                        () -> dispatcher.abandonedEagerly(queue));
    }

    /**
     * This node has committed a task of this queue.
     *
     * @param dispatchTime from when on it can be taken
     * @param now what the store's time was then
     */
    public void due(String taskQueue, Instant dispatchTime, Instant now) {
        // Not a moment too early, or the task would be found at the next poll
        Duration delay = dispatchTime.isAfter(now) ? Duration.between(now, dispatchTime).plusMillis(1) : Duration.ZERO;
        wake(taskQueue, dispatchTime, delay);
        listeners.tell(listener -> listener.due(taskQueue, dispatchTime, delay));
    }

    /** Looks for a task of this queue, where this node serves it, with this dispatch time, after this time from now. */
    public void wake(String taskQueue, Instant dispatchTime, Duration delay) {
        dispatcher.wake(taskQueue, dispatchTime, delay.toNanos());
    }

    /** A deadline of this run is due after this time. */
    public void watch(UUID run, Duration delay) {
        timers.arm(run, Math.max(0, delay.toNanos()), () -> dueFirer.submit(Boolean.TRUE));
    }

    private void run(ServedQueue queue, ClaimedTask task, Runnable begun) {
        if (stopped) {
            LOG.debugf("Task of %s came too late for this node: its lease runs out", task.activityType());
            return;
        }
        if (task.deadline() != null) {
            watch(task.runId(), Duration.between(task.now(), task.deadline()));
        } else {
            timers.disarm(task.runId());
        }
        begun.run();
        attempts.run(task, () -> dispatcher.release(queue));
    }

    /** Whether others tell this node what they commit. Where that is new it looks at once: something may have been missed. */
    public void hearsOthers(boolean hears) {
        dispatcher.poll(hears ? RELAXED_POLL : POLL);
    }

    /** Tells an attempt, if it runs here, what it must hear. */
    public void hear(UUID run, int fence, Signal signal) {
        attempts.hear(run, fence, signal);
    }

    /** Gives back what was claimed for this node and got lost on the way to it. It was never begun. */
    public void giveBackOrphans() {
        orphans.find().forEach((run, fence) -> {
            LOG.infof("An attempt of run %s was claimed while the connection broke: it is given back", run);
            reports.report(run, new Event.HandBack(AttemptRef.byToken(fence), false, null));
        });
    }

    /** Looks for what other nodes have asked of the attempts that run here. */
    public void hearOfOthers() {
        List<UUID> runs = new ArrayList<>();
        for (AttemptContext attempt : attempts.all()) {
            runs.add(attempt.task.runId());
        }
        if (runs.isEmpty()) {
            return;
        }
        Map<UUID, RunningAttempt> known = store.inProgress(runs);
        for (AttemptContext attempt : attempts.all()) {
            UUID run = attempt.task.runId();
            if (runs.contains(run)) {
                RunningAttempt now = known.get(run);
                attempt.hear(now != null && now.fence() == attempt.task.fence() ? now.signal() : Signal.GONE);
            }
        }
    }

    // When a test has the store's time jump

    /** Has heartbeats written that are kept for later: until then they would have been. */
    public void beforeTimePasses() {
        for (AttemptContext attempt : attempts.all()) {
            try {
                attempt.flushHeartbeats().get(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.debugf(e, "A heartbeat of %s could not be written", attempt);
            }
        }
    }

    /** What this node paces by its own clock comes that much sooner. */
    public void timePassed(Duration by) {
        timers.pass(by);
        dispatcher.timePassed(by);
    }

    // What was committed

    @Override
    public void completed(Completion completion) {
        timers.disarm(completion.runId());
        AttemptContext attempt = attempts.find(completion.runId(), completion.fence());
        if (attempt != null) {
            ClaimedTask task = attempt.task;
            listeners.tell(listener -> listener.completed(task, attempt.age()));
            closed(new ClosedExecution(task.runId(), task.activityId(), task.activityType(), task.taskQueue(),
                    ActivityStatus.COMPLETED, new Outcome(Payload.ofNullable(completion.result()), null, null), false));
        }
    }

    @Override
    public void beaten(HeartbeatWrite heartbeat) {
        AttemptContext attempt = attempts.find(heartbeat.runId(), heartbeat.fence());
        if (attempt != null) {
            listeners.tell(listener -> listener.beaten(attempt.task, heartbeat.details() != null));
        }
    }

    @Override
    public void decided(Verdict verdict) {
        listeners.tell(listener -> listener.decided(verdict));
        if (!(verdict.transition() instanceof Applied applied)) {
            return;
        }
        EndingLog.log(verdict, applied, thrown(verdict, applied));
        Execution next = applied.next();
        if (applied.signal().isPresent()) {
            attempts.hear(verdict.runId(), applied.before().attempt().fence(), applied.signal().get());
        }
        if (applied.closed()) {
            timers.disarm(verdict.runId());
            closed(new ClosedExecution(verdict.runId(), verdict.activityId(), verdict.activityType(),
                    next.options().taskQueue(), next.state().status(), next.outcome(), false));
            if (verdict.followUpQueue() != null) {
                due(verdict.followUpQueue(), verdict.now(), verdict.now());
            }
            return;
        }
        // Also where nothing has changed: a heartbeat may have moved on what was due
        Instant due = Deadlines.nextDue(next);
        if (due != null) {
            watch(verdict.runId(), Duration.between(verdict.now(), due));
        }
        applied.dispatch().ifPresent(dispatch -> due(next.options().taskQueue(), dispatch, verdict.now()));
    }

    /** {@return what the attempt has thrown whose end this is, or null} */
    private Throwable thrown(Verdict verdict, Applied applied) {
        if (!(verdict.event() instanceof Event.Fail || verdict.event() instanceof Event.Oversized)) {
            return null;
        }
        AttemptContext attempt = attempts.find(verdict.runId(), applied.before().attempt().fence());
        return attempt == null ? null : attempt.thrown();
    }

    private void closed(ClosedExecution execution) {
        listeners.tell(listener -> listener.closed(execution));
    }

    // Shutdown

    /**
     * Stops claiming, lets attempts finish within the grace period, and gives back what is left.
     *
     * @return whether nothing more can come to belong to this node: false while a start that was written as claimed by it has
     *         yet to commit
     */
    public boolean stop(Duration grace) {
        stopping = true;
        dispatcher.stop();
        long end = System.nanoTime() + grace.toNanos();
        while (!attempts.isEmpty() && System.nanoTime() - end < 0) {
            outage.pauseBriefly();
        }
        List<CompletableFuture<Verdict>> given = new ArrayList<>();
        for (AttemptContext attempt : attempts.all()) {
            boolean begun = attempt.handBack();
            given.add(reports.report(attempt.task.runId(), new Event.HandBack(AttemptRef.byToken(attempt.task.fence()), begun,
                    attempt.unsentDetails())));
        }
        try {
            CompletableFuture.allOf(given.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("Not all attempts could be given back: their lease runs out, and they are retried", e);
        }
        stopped = true;
        dueFirer.close();
        reports.close();
        attempts.close();
        return dispatcher.isDone();
    }
}
