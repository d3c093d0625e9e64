package io.quarkiverse.activities.runtime.client.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.runtime.client.handle.Handles;
import io.quarkiverse.activities.runtime.client.handle.JoinedTransaction;
import io.quarkiverse.activities.runtime.codec.FollowUp;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.OptionLayer;
import io.quarkiverse.activities.runtime.execution.ActivityMachine;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.OptionsValidator;
import io.quarkiverse.activities.runtime.execution.Transition;
import io.quarkiverse.activities.runtime.execution.Transition.Applied;
import io.quarkiverse.activities.runtime.execution.Transition.Refused;
import io.quarkiverse.activities.runtime.interceptor.InterceptedStart;
import io.quarkiverse.activities.runtime.interceptor.StartInterception;
import io.quarkiverse.activities.runtime.node.Batcher;
import io.quarkiverse.activities.runtime.node.Callbacks;
import io.quarkiverse.activities.runtime.node.DatabaseOutage;
import io.quarkiverse.activities.runtime.node.EngineThreads;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.node.NodeListeners;
import io.quarkiverse.activities.runtime.node.Stages;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.NewExecution;
import io.quarkiverse.activities.runtime.store.value.RunRef;
import io.quarkiverse.activities.runtime.store.value.StartVerdict;
import io.quarkiverse.activities.runtime.store.value.Verdict;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.runtime.worker.queue.EagerSlot;

/**
 * Turns a call into a row: checks it, writes it in the caller's transaction or in a batch with other starts, and hands it to
 * the worker after the commit.
 */
@Singleton
public class Starter {

    private final ActivityStore store;
    private final ActivityDefinitions definitions;
    private final Payloads payloads;
    private final PayloadLimits limits;
    private final StartInterception interception;
    private final Worker worker;
    private final Node node;
    private final JoinedTransaction transactions;
    private final Handles handles;
    private final Backlogs backlogs;
    private final RecordedCalls recordedCalls;
    private final Callbacks callbacks;
    private final Map<OptionLayer, Transition> unchangedStarts = new ConcurrentHashMap<>();
    private final Batcher<NewExecution, StartVerdict> batcher;

    Starter(ActivityStore store, ActivityDefinitions definitions, Payloads payloads, Worker worker, Node node,
            DatabaseOutage outage,
            JoinedTransaction transactions, Handles handles, PayloadLimits limits,
            StartInterception interception, Backlogs backlogs, NodeListeners listeners,
            RecordedCalls recordedCalls, Callbacks callbacks, EngineThreads threads) {
        this.callbacks = callbacks;
        this.store = store;
        this.definitions = definitions;
        this.payloads = payloads;
        this.limits = limits;
        this.interception = interception;
        this.worker = worker;
        this.node = node;
        this.transactions = transactions;
        this.handles = handles;
        this.backlogs = backlogs;
        this.recordedCalls = recordedCalls;
        batcher = new Batcher<>("starts", false, threads, outage, listeners,
                new Batcher.Flush<>(rows -> write(rows, store::start), NewExecution::activityId, this::blockedIds));
    }

    <R> ActivityHandle<R> start(Call<R> call) {
        if (joins(call)) {
            return startJoined(List.of(call)).get(0);
        }
        Blocking.require("start() blocks: use startAsync() on an event-loop thread");
        return Stages.await(startInBatch(call));
    }

    <R> CompletionStage<ActivityHandle<R>> startAsync(Call<R> call) {
        try {
            if (joins(call)) {
                return CompletableFuture.completedFuture(startJoined(List.of(call)).get(0));
            }
            return callbacks.handOver(startInBatch(call));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** {@return a stage that completes on the thread of the batch, so only code of the engine may depend on it} */
    private <R> CompletableFuture<ActivityHandle<R>> startInBatch(Call<R> call) {
        PreparedStart<R> start = prepare(call, false, true);
        return batcher.submit(start.row()).handle((verdict, failure) -> {
            if (failure != null) {
                start.abandoned();
                throw new CompletionException(failure);
            }
            return settled(start, verdict);
        });
    }

    /** Starts all calls or none. */
    public <R> List<ActivityHandle<R>> startAll(List<Call<R>> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        boolean joined = joins(calls.get(0));
        for (Call<R> call : calls) {
            if (joins(call) != joined) {
                throw new IllegalArgumentException("Some of these calls join the transaction and some do not."
                        + " Start them separately");
            }
        }
        if (joined) {
            return startJoined(calls);
        }
        Blocking.require("startAll() blocks: call it on a worker thread");
        List<PreparedStart<R>> starts = new ArrayList<>(calls.size());
        try {
            for (Call<R> call : calls) {
                starts.add(prepare(call, false, true));
            }
            List<StartVerdict> verdicts = writeAll(starts);
            for (int i = 0; i < starts.size(); i++) {
                refuse(starts.get(i), verdicts.get(i));
            }
            List<ActivityHandle<R>> result = new ArrayList<>(starts.size());
            for (int i = 0; i < starts.size(); i++) {
                result.add(settled(starts.get(i), verdicts.get(i)));
            }
            return result;
        } finally {
            starts.forEach(PreparedStart::abandoned); // without effect on slots that run their task now
        }
    }

    private List<StartVerdict> writeAll(List<? extends PreparedStart<?>> starts) {
        try {
            return write(rows(starts), store::startAll);
        } catch (RuntimeException | Error e) {
            doubtClaims(starts);
            throw e;
        }
    }

    /**
     * Lets the worker look for these starts, if one was written as claimed: their transaction may have committed nevertheless.
     */
    private void doubtClaims(List<? extends PreparedStart<?>> starts) {
        if (starts.stream().anyMatch(start -> start.slot() != null)) {
            worker.doubtClaims();
        }
    }

    private Set<String> blockedIds(List<NewExecution> rows) {
        return store.blocked(rows).stream().map(NewExecution::activityId).collect(Collectors.toSet());
    }

    private List<StartVerdict> write(List<NewExecution> rows, Function<List<NewExecution>, List<StartVerdict>> write) {
        BacklogReservation reservation = backlogs.reservation(rows);
        reservation.take();
        try {
            List<StartVerdict> verdicts = write.apply(rows);
            reservation.confirm();
            return verdicts;
        } finally {
            reservation.release();
        }
    }

    private <R> List<ActivityHandle<R>> startJoined(List<Call<R>> calls) {
        Blocking.require("A start that joins a transaction blocks: call it on a worker thread");
        List<PreparedStart<R>> starts = new ArrayList<>(calls.size());
        try {
            for (Call<R> call : calls) {
                starts.add(prepare(call, true, calls.size() == 1));
            }
            List<NewExecution> rows = rows(starts);
            BacklogReservation reservation = backlogs.reservation(rows);
            if (reservation.isNeeded()) {
                transactions.afterwards(reservation::confirm, reservation::release);
                reservation.take();
            }
            List<Verdict> terminations = new ArrayList<>();
            List<StartVerdict> verdicts = store.startJoined(rows, terminations);
            terminations.forEach(terminated -> transactions.remember(terminated.runId(), terminated.activityId()));
            for (int i = 0; i < starts.size(); i++) {
                refuse(starts.get(i), verdicts.get(i));
            }
            List<ActivityHandle<R>> result = new ArrayList<>(starts.size());
            List<Runnable> afterCommit = new ArrayList<>(starts.size());
            List<PreparedStart<R>> started = new ArrayList<>(starts.size());
            for (int i = 0; i < verdicts.size(); i++) {
                StartVerdict verdict = verdicts.get(i);
                PreparedStart<R> start = starts.get(i);
                if (verdict.started()) {
                    afterCommit.add(() -> start.committed(worker, verdict.scheduledTime()));
                    started.add(start);
                    transactions.remember(verdict.runId(), start.row().activityId());
                } else {
                    start.abandoned();
                }
                result.add(handles.of(start.row().activityId(), verdict.runId(), start.call().resultType,
                        start.row().execution().options().taskQueue()));
            }
            starts.clear();
            transactions.afterwards(() -> {
                store.tell(terminations);
                afterCommit.forEach(Runnable::run);
            }, () -> {
                started.forEach(PreparedStart::abandoned);
                doubtClaims(started);
            });
            return result;
        } finally {
            starts.forEach(PreparedStart::abandoned);
        }
    }

    private <R> ActivityHandle<R> settled(PreparedStart<R> start, StartVerdict verdict) {
        refuse(start, verdict);
        if (verdict.started()) {
            start.committed(worker, verdict.scheduledTime());
        } else {
            start.abandoned();
        }
        return handles.of(start.row().activityId(), verdict.runId(), start.call().resultType,
                start.row().execution().options().taskQueue());
    }

    private static void refuse(PreparedStart<?> start, StartVerdict verdict) {
        switch (verdict.decision()) {
            case REFUSE -> {
                String id = start.row().activityId();
                start.abandoned();
                throw new ActivityAlreadyStartedException(id, verdict.runId().toString(), verdict.activityType(),
                        "Activity id '" + id + "' is taken by run " + verdict.runId() + " of type " + verdict.activityType()
                                + ". Use another id, or set conflictPolicy if that run is open, or reusePolicy if it is"
                                + " closed");
            }
            case START, TERMINATE_AND_START, USE_LATEST -> {
            }
        }
    }

    private static List<NewExecution> rows(List<? extends PreparedStart<?>> starts) {
        List<NewExecution> rows = new ArrayList<>(starts.size());
        for (PreparedStart<?> start : starts) {
            rows.add(start.row());
        }
        return rows;
    }

    private <R> PreparedStart<R> prepare(Call<R> call, boolean joined, boolean mayBeEager) {
        ActivityDefinition definition = definition(call);
        OptionLayer layers = call.options.over(definition != null ? definition.options()
                : definitions.optionsWithoutDefinition(call.options.taskQueue(), call.activityType));
        String queue = layers.taskQueue();
        UUID run = store.newRunId();
        String id = call.activityId == null ? run.toString() : call.activityId;
        if (call.activityId != null) {
            Identifiers.check("Activity Id", id);
        }
        if (!joined) {
            // The start would wait for the end of this transaction, and all starts in its batch would wait with it
            transactions.refuseForChangedHere(RunRef.latest(id), "start outside the transaction");
        }
        Identifiers.check("Activity Type", call.activityType);
        Identifiers.check("Task Queue", queue);
        Identifiers.checkIfGiven("request id", call.requestId);
        InterceptedStart start = interception.start(call.activityType, id, queue, call.arguments);
        byte[] input = input("The input of activity ", start.activityType(), definition, start.toArray());
        byte[] header = header(start);
        FollowUp followUp = followUp(call, definition);
        Options options = layers.toOptions();
        EagerSlot slot = mayBeEager && options.startDelay().isZero()
                ? worker.reserve(queue, call.activityType, options.priority())
                : null;
        Transition transition = start(call, definition, layers);
        if (slot != null) {
            transition = ActivityMachine.claimedAtOnce(transition, node.id(), node.identity(), NewExecution.EPOCH);
        }
        if (transition instanceof Refused refused) {
            if (slot != null) {
                slot.release();
            }
            throw new IllegalArgumentException("Activity " + call.activityType + " cannot be started: " + refused.message());
        }
        return new PreparedStart<>(call, new NewExecution(run, id, call.activityType, input, header,
                ((Applied) transition).next(), call.reusePolicy, call.conflictPolicy, call.requestId,
                layers.packedSources(), FollowUp.bytes(followUp), joined), slot);
    }

    /** {@return the start, which is always the same for calls that use the options of their definition unchanged} */
    private Transition start(Call<?> call, ActivityDefinition definition, OptionLayer layers) {
        if (definition != null && layers == definition.options() && call.requestId == null) {
            return unchangedStarts.computeIfAbsent(layers, options -> start(options, null));
        }
        return start(layers, call.requestId);
    }

    private static Transition start(OptionLayer options, String requestId) {
        return ActivityMachine.start(options.toOptions(), requestId, NewExecution.EPOCH);
    }

    private FollowUp followUp(Call<?> call, ActivityDefinition definition) {
        if (call.followUp == null) {
            return definition == null ? null
                    : definitions.onFailure(definition).map(next -> new FollowUp(next.type(), followUpOptions(next)))
                            .orElse(null);
        }
        ActivityDefinition next = call.followUp.definition();
        byte[] input = input("The input of follow-up activity ", next.type(), next, call.followUp.arguments());
        return new FollowUp(next.type(), followUpOptions(next), true, input);
    }

    private static Options followUpOptions(ActivityDefinition definition) {
        Options options = definition.options().toOptions();
        Optional<String> problem = OptionsValidator.problem(options);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("The follow-up activity " + definition.type() + " cannot be started: "
                    + problem.get());
        }
        return options;
    }

    RecordedCalls recordedCalls() {
        return recordedCalls;
    }

    /** {@return the definition, or null if this application has no definition of that type on that Task Queue} */
    private ActivityDefinition definition(Call<?> call) {
        if (call.definition() != null) {
            return call.definition();
        }
        if (call.options.taskQueue() != null) {
            return definitions.find(call.options.taskQueue(), call.activityType).orElse(null);
        }
        List<ActivityDefinition> candidates = definitions.byType(call.activityType);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        if (candidates.isEmpty()) {
            if (definitions.optionsWithoutDefinition(null, call.activityType)
                    .source(ActivityOption.TASK_QUEUE) != OptionSource.DEFAULT) {
                return null;
            }
            List<String> types = definitions.all().stream().map(ActivityDefinition::type).distinct().sorted().toList();
            throw new IllegalArgumentException("This application has no activity of type '" + call.activityType
                    + "'. Its types are " + types
                    + ". If another application has it, set its Task Queue with taskQueue(…) or quarkus.activities.types.\""
                    + call.activityType + "\".task-queue");
        }
        throw new IllegalArgumentException("Activity type '" + call.activityType + "' is bound to several Task Queues: "
                + candidates.stream().map(ActivityDefinition::taskQueue).sorted().toList() + ". Select one with taskQueue(…)");
    }

    /** @param definition null if this application has no definition of the type */
    private byte[] input(String what, String activityType, ActivityDefinition definition, Object[] arguments) {
        if (definition != null) {
            checkArguments(arguments, definition);
        }
        byte[] input = payloads.writeArguments(definition == null ? null : definition.parameters(), arguments);
        limits.checkStart(what, activityType, input);
        return input;
    }

    private byte[] header(InterceptedStart start) {
        byte[] header = interception.header(start);
        limits.checkStart("The header of activity ", start.activityType(), header);
        return header;
    }

    private static void checkArguments(Object[] arguments, ActivityDefinition definition) {
        int expected = definition.parameters().size();
        if (arguments.length != expected) {
            throw new IllegalArgumentException(definition.method() + " takes " + expected + " arguments, but "
                    + arguments.length + " were given");
        }
        for (int i = 0; i < expected; i++) {
            if (!Payloads.fits(arguments[i], definition.parameters().get(i))) {
                throw new IllegalArgumentException("Argument " + (i + 1) + " of " + definition.method() + " must be of type "
                        + definition.parameters().get(i).getTypeName() + ", but is of type "
                        + arguments[i].getClass().getName());
            }
        }
    }

    private boolean joins(Call<?> call) {
        if (call.joins) {
            transactions.refuseIfRolledBack("The start of activity " + call.activityType);
        }
        return call.joins && transactions.isActive();
    }

    void refuseToWaitInOwnTransaction(Call<?> call) {
        if (joins(call)) {
            throw new IllegalStateException("Activity " + call.activityType + " starts only when this transaction commits, so"
                    + " execute() would wait forever. Use start() and wait after the commit, or"
                    + " transaction(TransactionMode.NONE)");
        }
    }

    @PreDestroy
    void close() {
        batcher.close();
    }
}
