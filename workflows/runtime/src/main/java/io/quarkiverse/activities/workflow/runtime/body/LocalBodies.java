package io.quarkiverse.activities.workflow.runtime.body;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.failure.RecordedFailure;
import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.Timers;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptInvocation;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptThreads;
import io.quarkiverse.activities.runtime.worker.attempt.AttemptTransactions;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.Delivery;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.LimitedConversion;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;
import io.quarkiverse.activities.workflow.runtime.store.TaskStore;
import io.quarkiverse.activities.workflow.runtime.store.WorkflowStore;
import io.quarkus.arc.All;

/** The resources that the Local Activities of all runs share: threads, limits, and the ways to call a body. */
@Singleton
public class LocalBodies {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ActivityDefinitions definitions;
    private final Payloads payloads;
    private final Conversion conversion;
    private final WorkflowStore store;
    private final TaskStore tasks;
    private final Timers timers;
    private final Callbacks callbacks;
    private final AttemptTransactions transactions;
    private final AttemptInvocation invocation;
    private final AttemptThreads threads = AttemptThreads.named("local-activity");
    private final BodySlots slots;
    private final Delivery delivery;
    private volatile Boolean interruptible;
    private final List<LocalObserver> observers;

    LocalBodies(ActivityDefinitions definitions, Payloads payloads, PayloadConversion conversion, WorkflowStore store,
            TaskStore tasks, Timers timers, Callbacks callbacks, AttemptTransactions transactions,
            AttemptInterception interception, @All List<LocalObserver> observers, ActivitiesRuntimeConfig activities,
            WorkflowsRuntimeConfig config) {
        this.observers = observers;
        this.definitions = definitions;
        this.payloads = payloads;
        this.conversion = new LimitedConversion(conversion, activities.payload().maxSize().asLongValue());
        this.store = store;
        this.tasks = tasks;
        this.timers = timers;
        this.callbacks = callbacks;
        this.transactions = transactions;
        invocation = new AttemptInvocation(interception);
        delivery = config.localActivities().delivery();
        slots = new BodySlots(config.localActivities().maxConcurrent(), config.localActivities().maxConcurrentPerRun());
    }

    /** {@return a Local Activity that is not started yet} */
    public LocalExecution create(LocalRun run, LocalRequest request, LocalListener listener) {
        return new LocalExecution(this, run, request, listener);
    }

    /** {@return when runs get what arrives while a Local Activity runs} */
    public Delivery delivery() {
        return delivery;
    }

    /** {@return whether the outcome commits in the transaction of the body} */
    public boolean isTransactional(LocalSpec spec) {
        return spec.step() != null ? spec.transactional() : served(spec).anyMatch(ActivityDefinition::isTransactional);
    }

    private Stream<ActivityDefinition> served(LocalSpec spec) {
        return definitions.byType(spec.type()).stream().filter(ActivityDefinition::isServed);
    }

    /**
     * {@return the definition of the activity}
     *
     * @throws IllegalStateException if this application does not have exactly one activity of the type
     */
    ActivityDefinition definition(LocalSpec spec) {
        List<ActivityDefinition> candidates = served(spec).toList();
        if (candidates.size() != 1) {
            throw new IllegalStateException("This application has " + candidates.size() + " activities of type '" + spec.type()
                    + "', and a Local Activity needs one");
        }
        return candidates.get(0);
    }

    private Threading threading(LocalSpec spec) {
        if (spec.step() != null) {
            return Threading.DEFAULT;
        }
        return served(spec).findFirst().map(ActivityDefinition::threading).orElse(Threading.DEFAULT);
    }

    /** Runs a body on a thread of its own when there is a slot for it. */
    void submit(UUID run, LocalSpec spec, Consumer<Runnable> body) {
        slots.submit(run, release -> threads.execute(threading(spec), () -> body.accept(release)));
    }

    /**
     * {@return an action that frees the slot that a body has now, to run on the thread of the workflow code; null if it must
     * have a thread of its own, or would have to wait}
     */
    public Runnable slotHere(LocalRun run, LocalSpec spec) {
        return isTransactional(spec) || !threads.areLikeCoroutines(threading(spec)) ? null : slots.take(run.id());
    }

    AttemptInvocation invocation() {
        return invocation;
    }

    AttemptTransactions transactions() {
        return transactions;
    }

    Conversion conversion() {
        return conversion;
    }

    Timers timers() {
        return timers;
    }

    Executor callbacks() {
        return callbacks;
    }

    Instant now() {
        return store.estimatedNow();
    }

    /** Calls each observer. An exception of one is logged and does not affect the others. */
    void tell(Consumer<LocalObserver> call) {
        for (LocalObserver observer : observers) {
            try {
                call.accept(observer);
            } catch (RuntimeException e) {
                LOG.warnf(e, "The observer %s threw an exception; ignoring it", observer.getClass().getName());
            }
        }
    }

    /** Writes an outcome in the transaction of the calling thread. {@return false if it must roll back} */
    boolean end(LocalRun run, int number, LocalOutcome outcome) {
        return tasks.endLocalJoined(run.id(), run.epoch(), number, outcome);
    }

    /**
     * {@return the outcome that the transaction of a body has committed, or null}
     *
     * @throws StoreException if the database cannot be asked
     */
    LocalOutcome committed(LocalRun run, int number) {
        return tasks.endedLocals(run.id()).get(number);
    }

    RecordedFailure recorded(Failure failure) {
        return RecordedFailure.of(failure, payloads);
    }

    boolean isInterruptible() {
        Boolean known = interruptible;
        if (known == null) {
            known = !store.isEmbedded();
            interruptible = known; // the answer never changes, and the question costs more than a short body
        }
        return known;
    }

    @PreDestroy
    void stop() {
        threads.close();
    }
}
