package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig.QueueConfig;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.TaskTokens;
import io.quarkiverse.activities.runtime.store.value.ClaimedTask;

/** Runs attempts on this node, from the claimed task to the report of its end. */
public final class AttemptRunner {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    final Payloads payloads;
    final PayloadLimits limits;
    final ReportBatches reports;
    final AttemptEndings endings;
    final Timers timers;
    final TaskTokens tokens;
    final boolean interruptible;
    final Callbacks callbacks;
    final LargePayloads largePayloads;
    private final ActivityDefinitions definitions;
    private final AttemptInvocation invocation;
    private final AttemptThreads threads = AttemptThreads.named("activity");
    private final AttemptTransactions transactions;
    private final ActivitiesRuntimeConfig config;
    private final NodeListeners listeners;
    private final Map<Key, AttemptContext> running = new ConcurrentHashMap<>();

    /** @param interruptible whether the database tolerates the interruption of a thread that is using it */
    public AttemptRunner(ActivityDefinitions definitions, Payloads payloads, PayloadLimits limits, Failures failures,
            AttemptInterception interception, ReportBatches reports, Timers timers, TaskTokens tokens,
            AttemptTransactions transactions, ActivitiesRuntimeConfig config, NodeListeners listeners,
            boolean interruptible, Callbacks callbacks, ActivityStore store, DatabaseOutage outage) {
        largePayloads = new LargePayloads(store, outage);
        this.callbacks = callbacks;
        this.definitions = definitions;
        this.payloads = payloads;
        this.limits = limits;
        invocation = new AttemptInvocation(interception);
        this.reports = reports;
        this.timers = timers;
        this.tokens = tokens;
        this.transactions = transactions;
        this.config = config;
        this.listeners = listeners;
        this.interruptible = interruptible;
        endings = new AttemptEndings(payloads, limits, failures, reports, listeners);
    }

    HeartbeatThrottle throttle(String taskQueue) {
        QueueConfig queue = config.workers().get(taskQueue);
        return queue == null ? HeartbeatThrottle.DEFAULT
                : new HeartbeatThrottle(queue.defaultHeartbeatThrottleInterval(), queue.maxHeartbeatThrottleInterval());
    }

    /**
     * Runs a task on another thread.
     *
     * @param ended runs once, when the end of the attempt was reported or no longer matters
     */
    public void run(ClaimedTask task, Runnable ended) {
        ActivityDefinition definition = definitions.find(task.taskQueue(), task.activityType()).orElseThrow();
        Key key = new Key(task.runId(), task.fence());
        AttemptContext attempt = new AttemptContext(task, definition, this, () -> {
            running.remove(key);
            ended.run();
        });
        running.put(key, attempt);
        try {
            threads.execute(definition.threading(), () -> begin(attempt));
        } catch (RejectedExecutionException shutdown) {
            LOG.debugf("This node is shutting down and gives back the claimed task of activity %s (id %s, run %s)",
                    task.activityType(), task.activityId(), task.runId());
        }
    }

    /** Passes a signal to an attempt, if it runs on this node. */
    public void receive(UUID run, int fence, Signal signal) {
        AttemptContext attempt = find(run, fence);
        if (attempt != null) {
            attempt.receive(signal);
        }
    }

    /** {@return the attempt, or null if it does not run on this node} */
    public AttemptContext find(UUID run, int fence) {
        return running.get(new Key(run, fence));
    }

    public boolean isEmpty() {
        return running.isEmpty();
    }

    public List<AttemptContext> all() {
        return new ArrayList<>(running.values());
    }

    private void begin(AttemptContext attempt) {
        if (!attempt.loadLargePayloads()) {
            attempt.end();
            return;
        }
        if (!attempt.begin()) {
            return; // it was given back before it began, and that has ended it
        }
        listeners.tell(listener -> listener.begun(attempt.task));
        invocation.run(new Invoked(attempt));
    }

    public void close() {
        threads.close();
    }

    private record Key(UUID run, int fence) {
    }

    private final class Invoked implements AttemptInvocation.Attempt {

        private final AttemptContext attempt;

        Invoked(AttemptContext attempt) {
            this.attempt = attempt;
        }

        @Override
        public ActivityContext context() {
            return attempt;
        }

        @Override
        public byte[] header() {
            return attempt.task.header();
        }

        @Override
        public Object[] readArguments() {
            return payloads.readArguments(attempt.task.input(), attempt.definition.parameters());
        }

        @Override
        public Object call(Object[] arguments) throws Exception {
            return MethodCall.call(attempt.definition, attempt, arguments, attempt.task.startToClose(), transactions);
        }

        @Override
        public void methodReturned() {
            attempt.methodReturned();
        }

        @Override
        public void endsWith(CompletionStage<?> stage) {
            attempt.endsWith(stage);
        }

        @Override
        public void returned(Object result, Throwable thrown) {
            listeners.tell(listener -> listener.returned(attempt.task, attempt.age()));
            endings.settle(attempt, result, thrown);
        }
    }
}
