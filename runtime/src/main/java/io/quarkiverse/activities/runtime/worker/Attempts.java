package io.quarkiverse.activities.runtime.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.execution.AttemptRef;
import io.quarkiverse.activities.runtime.execution.Event;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.interceptor.AttemptInterception;
import io.quarkiverse.activities.runtime.interceptor.InterceptedAttempt;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.ClaimedTask;
import io.quarkiverse.activities.runtime.store.Completion;
import io.quarkiverse.activities.spi.Failure;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Uni;

/** The attempts that this node runs: from the claimed task to the report of its end. */
final class Attempts {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ActivityStore store;
    private final ActivityDefinitions definitions;
    private final Payloads payloads;
    private final PayloadLimits limits;
    private final Failures failures;
    private final AttemptInterception interception;
    private final Reports reports;
    private final AttemptThreads threads;
    private final AttemptTransactions transactions;
    private final Map<Key, AttemptContext> running = new ConcurrentHashMap<>();

    Attempts(ActivityStore store, ActivityDefinitions definitions, Payloads payloads, PayloadLimits limits,
            Failures failures, AttemptInterception interception, Reports reports, AttemptThreads threads,
            AttemptTransactions transactions) {
        this.store = store;
        this.definitions = definitions;
        this.payloads = payloads;
        this.limits = limits;
        this.failures = failures;
        this.interception = interception;
        this.reports = reports;
        this.threads = threads;
        this.transactions = transactions;
    }

    /** Runs the task on a thread of its own. {@code ended} is called once, when its end is reported or counts no more. */
    void run(ClaimedTask task, Runnable ended) {
        ActivityDefinition definition = definitions.find(task.taskQueue(), task.activityType()).orElseThrow();
        AttemptContext attempt = new AttemptContext(task, definition, reports, payloads);
        Key key = new Key(task.runId(), task.fence());
        running.put(key, attempt);
        Runnable end = () -> {
            running.remove(key);
            ended.run();
        };
        try {
            threads.execute(definition.threading(), () -> begin(attempt, end));
        } catch (RejectedExecutionException shutdown) {
            LOG.debugf("Task of %s came too late for this node: it is given back", task.activityType());
        }
    }

    /** Tells a running attempt what it must hear. */
    void hear(UUID run, int fence, Signal signal) {
        AttemptContext attempt = running.get(new Key(run, fence));
        if (attempt != null) {
            attempt.hear(signal);
        }
    }

    boolean isEmpty() {
        return running.isEmpty();
    }

    List<AttemptContext> all() {
        return new ArrayList<>(running.values());
    }

    private void begin(AttemptContext attempt, Runnable ended) {
        if (!attempt.begin()) {
            return; // given back before it began: whoever did that took care of the rest
        }
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        InjectableContext.ContextState requestState = request.getState();
        ActivityContext previous = CurrentAttempt.set(attempt);
        mark(attempt);
        CompletionStage<?> later = null;
        Object result = null;
        Throwable thrown = null;
        try (InterceptedAttempt around = interception.enter(attempt.task.header())) {
            Object returned = invoke(attempt, around);
            later = stage(returned);
            result = later == null ? returned : null;
        } catch (Throwable t) {
            thrown = t;
        } finally {
            unmark();
            CurrentAttempt.set(previous);
            request.deactivate();
        }
        if (later == null) {
            request.destroy(requestState);
            end(attempt, result, thrown, ended);
        } else {
            later.whenComplete((value, failure) -> {
                request.destroy(requestState);
                end(attempt, value, failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure, ended);
            });
        }
    }

    /** @param around what surrounds the attempt, or null */
    private Object invoke(AttemptContext attempt, InterceptedAttempt around) throws Exception {
        Object[] given = payloads.readArguments(attempt.task.input(), attempt.definition.parameters());
        return around == null ? call(attempt, given) : around.call(attempt.info(), given, arguments -> {
            Object returned = call(attempt, arguments);
            CompletionStage<?> stage = stage(returned);
            return stage == null ? CompletableFuture.completedFuture(returned) : stage;
        });
    }

    private Object call(AttemptContext attempt, Object[] given) throws Exception {
        ActivityDefinition definition = attempt.definition;
        Object[] arguments = given;
        int context = definition.contextParameter();
        if (context >= 0) {
            List<Object> all = new ArrayList<>(Arrays.asList(arguments));
            all.add(context, attempt);
            arguments = all.toArray();
        }
        transactions.limit(definition, attempt.task.startToClose());
        try {
            return definition.invoker().invoke(null, arguments);
        } finally {
            transactions.unlimit(definition);
        }
    }

    private static CompletionStage<?> stage(Object returned) {
        if (returned instanceof Uni<?> uni) {
            return uni.subscribeAsCompletionStage();
        }
        return returned instanceof CompletionStage<?> stage ? stage : null;
    }

    private void end(AttemptContext attempt, Object result, Throwable thrown, Runnable ended) {
        try {
            if (attempt.isHandedBack() || thrown instanceof ActivityNotExistsException && attempt.isGone()) {
                ended.run();
                return;
            }
            Completion done = attempt.completedInTransaction();
            if (thrown == null && done != null) {
                store.committed(done);
                ended.run();
                return;
            }
            CompletableFuture<?> reported = thrown == null ? complete(attempt, result) : fail(attempt, thrown);
            reported.whenComplete((answer, failure) -> {
                if (failure != null) {
                    LOG.errorf(failure, "The end of %s (id %s, attempt %d) could not be reported: its timeouts decide",
                            attempt.task.activityType(), attempt.task.activityId(), attempt.task.attempt());
                }
                ended.run();
            });
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "The end of %s (id %s) could not be reported", attempt.task.activityType(),
                    attempt.task.activityId());
            ended.run();
        }
    }

    private CompletableFuture<?> complete(AttemptContext attempt, Object result) {
        Completion completion;
        try {
            completion = attempt.completion(result);
            limits.checkResult(attempt.task.activityType(), completion.result());
        } catch (RuntimeException e) {
            return fail(attempt, e);
        }
        return reports.complete(completion).whenComplete((current, failure) -> {
            if (Boolean.FALSE.equals(current)) {
                LOG.warnf("%s (id %s, attempt %d) completed too late: it had timed out, or its execution was closed",
                        attempt.task.activityType(), attempt.task.activityId(), attempt.task.attempt());
            }
        });
    }

    private CompletableFuture<?> fail(AttemptContext attempt, Throwable thrown) {
        ClaimedTask task = attempt.task;
        AttemptRef ref = AttemptRef.byToken(task.fence());
        if (thrown instanceof ActivityCanceledException && attempt.isCancelRequested()) {
            return reports.report(task.runId(), new Event.ReportCanceled(ref, null, reports.identity()));
        }
        Failure failure = limits.within(failures.of(thrown));
        LOG.logf(failure.benign() ? Logger.Level.DEBUG : Logger.Level.WARN, thrown, "%s (id %s, run %s) failed in attempt %d",
                task.activityType(), task.activityId(), task.runId(), task.attempt());
        Event.Fail fail = new Event.Fail(ref, failure, attempt.unsentDetails(), reports.identity());
        return reports.report(task.runId(), failure.kind() == Failure.Kind.SERVER ? new Event.Oversized(fail) : fail);
    }

    private static void mark(AttemptContext attempt) {
        MDC.put("activityType", attempt.task.activityType());
        MDC.put("activityId", attempt.task.activityId());
        MDC.put("activityRunId", attempt.task.runId());
        MDC.put("activityAttempt", attempt.task.attempt());
    }

    private static void unmark() {
        MDC.remove("activityType");
        MDC.remove("activityId");
        MDC.remove("activityRunId");
        MDC.remove("activityAttempt");
    }

    private record Key(UUID run, int fence) {
    }
}
