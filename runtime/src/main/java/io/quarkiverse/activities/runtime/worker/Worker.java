package io.quarkiverse.activities.runtime.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
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
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunningAttempt;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptContext;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptRunner;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptTransactions;
import io.quarkiverse.activities.runtime.worker.attempt.CompletionRoute;
import io.quarkiverse.activities.runtime.worker.attempt.OrphanedClaims;
import io.quarkiverse.activities.runtime.worker.attempt.ReportBatches;
import io.quarkiverse.activities.runtime.worker.attempt.StuckAttempts;
import io.quarkiverse.activities.runtime.worker.queue.Dispatcher;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;
import io.quarkiverse.activities.runtime.worker.queue.QueueLimits;
import io.quarkiverse.activities.runtime.worker.queue.QueueStatus;
import io.quarkiverse.activities.runtime.worker.queue.ServedQueue;
import io.quarkiverse.activities.spi.Payload;

/** This node as a worker: it claims tasks, runs attempts, and reacts to everything that this node commits. */
@Singleton
public class Worker implements StoreListener {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");
    private static final long HEARTBEAT_SECONDS = 10;
    /** How many attempts one statement asks about. */
    private static final int SIGNALS = 500;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** The interval if this node learns of all starts: in an embedded database, and while it receives notifications. */
    private static final Duration RELAXED_POLL = Duration.ofSeconds(5);

    private final ActivityStore store;
    private final Timers timers;
    private final DatabaseOutage outage;
    private final NodeListeners listeners;
    private final AttemptRunner attempts;
    private final ReportBatches reports;
    private final OrphanedClaims orphans;
    private final StuckAttempts stuck;
    private final List<ServedQueue> queues;
    private final Dispatcher dispatcher;
    private final Batcher<Boolean, Boolean> dueFirer;
    private volatile boolean stopping;
    private volatile boolean stopped;

    Worker(ActivityStore store, AttemptReports attemptReports, Node node, Timers timers, DatabaseOutage outage,
            Payloads payloads, ActivityDefinitions definitions, AttemptTransactions transactions, TaskTokens tokens,
            ActivitiesRuntimeConfig config, PayloadLimits limits, Failures failures, AttemptInterception interception,
            NodeListeners listeners, Callbacks callbacks, EngineThreads threads) {
        this.store = store;
        this.timers = timers;
        this.outage = outage;
        this.listeners = listeners;
        reports = new ReportBatches(attemptReports, node, threads, outage, listeners);
        attempts = new AttemptRunner(definitions, payloads, limits, failures, interception, reports, timers, tokens,
                transactions, config, listeners, !store.isEmbedded(), callbacks, store, outage);
        stuck = new StuckAttempts(attempts);
        orphans = new OrphanedClaims(store, node, outage, attempts);
        queues = queues(definitions, config);
        dispatcher = new Dispatcher(store, node, threads, outage, listeners, store.isEmbedded() ? RELAXED_POLL : POLL,
                queues, (queue, task) -> run(queue, task, () -> {
                }));
        dueFirer = new Batcher<>("due", false, threads, outage, listeners, Batcher.Flush.withoutLocks(batch -> {
            store.fireDue();
            return batch;
        }));
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
            Set<String> transactional = transactional(definitions, queue, types.getValue());
            if (queue.equals(own)) {
                served.add(new ServedQueue(queue, types.getValue(), transactional, config.worker().ownQueue().slots(),
                        QueueLimits.of(queueConfig)));
            } else if ((queueConfig == null || queueConfig.enabled()) && (only.isEmpty() || only.get().contains(queue))) {
                served.add(new ServedQueue(queue, types.getValue(), transactional,
                        queueConfig == null ? ServedQueue.DEFAULT_SLOTS : queueConfig.slots(),
                        QueueLimits.of(queueConfig)));
            }
        }
        return served;
    }

    private static Set<String> transactional(ActivityDefinitions definitions, String queue, List<String> types) {
        return types.stream().filter(type -> definitions.find(queue, type).orElseThrow().isTransactional())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Starts to claim tasks. */
    public void start() {
        dispatcher.start();
    }

    /** Reads again what all nodes share about queues and types, and applies it. */
    public void followSharedSettings() {
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

    /** {@return the status of one of the Task Queues that this node serves} */
    public QueueStatus status(String taskQueue) {
        return dispatcher.status(taskQueue);
    }

    /** {@return how many slots of a Task Queue are held by methods that run although their attempts are over} */
    public int stuckSlots(String taskQueue) {
        return stuck.count(taskQueue);
    }

    /** Logs methods that run although their attempts are over, each once. */
    public void logStuckAttempts() {
        stuck.log();
    }

    /** {@return whether this node is shutting down: it claims no more tasks and only finishes its running attempts} */
    public boolean isStopping() {
        return stopping;
    }

    /** {@return the time since the last round of the thread that claims tasks; zero if this node serves no queues or stops} */
    public Duration silence() {
        return queues.isEmpty() || stopping ? Duration.ZERO : dispatcher.silence();
    }

    /** Lets another layer write completions together with what follows from them. */
    public void route(CompletionRoute route) {
        reports.route(route);
    }

    // Eager starts

    /** {@return a slot for a start that is written as already claimed by this node, or null if it must be queued} */
    public EagerSlot reserve(String taskQueue, String type, int priority) {
        ServedQueue queue = dispatcher.reserveEagerly(taskQueue, type, priority);
        return queue == null ? null
                : new EagerSlot(task -> run(queue, task, () -> dispatcher.begunEagerly(queue)),
                        () -> dispatcher.abandonedEagerly(queue, type));
    }

    /**
     * Handles a start that this node has committed: watches its timeouts, and polls its queue in time.
     *
     * @param scheduledTime the time at which the store scheduled it
     */
    @Override
    public void started(NewExecution row, Instant scheduledTime) {
        Execution execution = row.execution();
        Instant due = Deadlines.nextDue(execution);
        if (due != null) {
            watch(row.runId(), Duration.between(NewExecution.EPOCH, due));
        }
        Duration dispatch = Duration.between(NewExecution.EPOCH, execution.attempt().dispatchTime());
        due(execution.options().taskQueue(), scheduledTime.plus(dispatch), scheduledTime);
    }

    /**
     * Handles a task that this node has committed: polls its queue in time, and notifies listeners.
     *
     * @param dispatchTime the time from which the task can be claimed
     * @param now the store's time when the task was committed
     */
    public void due(String taskQueue, Instant dispatchTime, Instant now) {
        // One more millisecond: a poll that is too early finds nothing, and the task would wait for the next regular poll
        Duration delay = dispatchTime.isAfter(now) ? Duration.between(now, dispatchTime).plusMillis(1) : Duration.ZERO;
        wake(taskQueue, dispatchTime, delay);
        listeners.tell(listener -> listener.due(taskQueue, dispatchTime, delay));
    }

    /** Polls a queue after the given delay for a task with the given dispatch time, if this node serves the queue. */
    public void wake(String taskQueue, Instant dispatchTime, Duration delay) {
        dispatcher.wake(taskQueue, dispatchTime, delay.toNanos());
    }

    /** Fires due timeouts after the given delay, when a deadline of the run is due. */
    public void watch(UUID run, Duration delay) {
        timers.arm(run, Math.max(0, delay.toNanos()), () -> dueFirer.submit(Boolean.TRUE));
    }

    private void run(ServedQueue queue, ClaimedTask task, Runnable begun) {
        if (stopped) {
            LOG.debugf("This node is shut down and does not run the claimed task of activity %s (id %s, run %s). Another node"
                    + " takes over when the lease expires", task.activityType(), task.activityId(), task.runId());
            return;
        }
        if (task.deadline() != null) {
            watch(task.runId(), Duration.between(task.now(), task.deadline()));
        } else {
            timers.disarm(task.runId());
        }
        begun.run();
        attempts.run(task, () -> dispatcher.release(queue, task));
    }

    /**
     * Sets whether this node receives notifications from other nodes. After a change it polls immediately, because it may have
     * missed some.
     */
    public void hearsOthers(boolean hears) {
        dispatcher.poll(hears ? RELAXED_POLL : POLL);
    }

    /** Passes a signal to an attempt, if it runs on this node. */
    public void hear(UUID run, int fence, Signal signal) {
        attempts.receive(run, fence, signal);
    }

    /** Gives back attempts that were claimed for this node but never reached it, because a connection broke. */
    public void giveBackOrphans() {
        orphans.find().forEach((run, fence) -> {
            LOG.infof("Giving back an attempt of run %s, which was claimed while the database connection broke", run);
            reports.report(run, new Event.HandBack(AttemptRef.byToken(fence), false, null));
        });
    }

    /** Looks for attempts that were claimed here by a transaction that seems to have failed, but may have committed. */
    public void doubtClaims() {
        orphans.inDoubt();
    }

    /** Reads the signals that other nodes have left for the attempts that run on this node, and passes them on. */
    public void readSignals() {
        // Taken before the query. The result of the query says nothing about an attempt that began since
        List<AttemptContext> here = attempts.all();
        for (int from = 0; from < here.size(); from += SIGNALS) {
            readSignals(here.subList(from, Math.min(from + SIGNALS, here.size())));
        }
    }

    private void readSignals(List<AttemptContext> here) {
        Map<UUID, RunningAttempt> inProgress = store.inProgress(here.stream().map(attempt -> attempt.task.runId()).toList());
        for (AttemptContext attempt : here) {
            RunningAttempt now = inProgress.get(attempt.task.runId());
            if (now == null || now.fence() != attempt.task.fence()) {
                attempt.receive(Signal.GONE);
            } else {
                attempt.receive(now.signal());
                attempt.changeHeartbeatTimeout(now.heartbeat());
            }
        }
    }

    // For tests that let time pass

    /** Writes pending heartbeats now, because they would have been written during the time that is about to pass. */
    public void beforeTimePasses() {
        for (AttemptContext attempt : attempts.all()) {
            try {
                attempt.flushHeartbeats().get(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.debugf(e, "Could not write the pending heartbeat of %s", attempt);
            }
        }
    }

    /** Makes everything due earlier that this node times by its own clock. */
    public void timePassed(Duration by) {
        timers.pass(by);
        dispatcher.timePassed(by);
    }

    // Reactions to commits

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
            attempts.receive(verdict.runId(), applied.before().attempt().fence(), applied.signal().get());
        }
        AttemptContext running = next.state().isInProgress() ? attempts.find(verdict.runId(), next.attempt().fence()) : null;
        if (running != null) {
            running.changeHeartbeatTimeout(next.options().heartbeat());
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
        // Also if nothing has changed: a heartbeat may have moved the deadline
        Instant due = Deadlines.nextDue(next);
        if (due != null) {
            watch(verdict.runId(), Duration.between(verdict.now(), due));
        }
        applied.dispatch().ifPresent(dispatch -> due(next.options().taskQueue(), dispatch, verdict.now()));
    }

    /** {@return the exception of the attempt that this decision ends, if it ran on this node; otherwise null} */
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
     * Stops claiming tasks, lets attempts finish within the grace period, and gives back those that have not finished.
     *
     * @return whether this node can get no more attempts; false while a start that was written as claimed by this node may
     *         still commit
     */
    public boolean stop(Duration grace) {
        stopping = true;
        dispatcher.stop();
        long end = System.nanoTime() + grace.toNanos();
        while (!attempts.isEmpty() && System.nanoTime() - end < 0) {
            outage.pauseBriefly();
        }
        List<CompletableFuture<Verdict>> handBacks = new ArrayList<>();
        for (AttemptContext attempt : attempts.all()) {
            boolean begun = attempt.handBack();
            handBacks.add(reports.report(attempt.task.runId(), new Event.HandBack(AttemptRef.byToken(attempt.task.fence()),
                    begun, attempt.unsentDetails())));
        }
        try {
            CompletableFuture.allOf(handBacks.toArray(CompletableFuture[]::new)).get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf(e, "Could not give back all of the %d attempts that were still running at shutdown. They are retried when"
                    + " the lease of this node expires", handBacks.size());
        }
        stopped = true;
        dueFirer.close();
        reports.close();
        attempts.close();
        return dispatcher.isDone();
    }
}
