package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.runtime.journal.JournalCodec;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;
import io.quarkiverse.activities.workflow.runtime.replay.RecordedTasks;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/** The Workflow Tasks of a run: what a node does with them, and what the server does with their results. */
final class EngineTasks {

    private static final JsonConversion CONVERSION = new JsonConversion();
    private static final int HEARTBEAT_PERCENT = 80;

    private record LocalResult(int number, LocalOutcome outcome) {
    }

    private final EngineRun run;
    private final List<JournalLine> journal = new ArrayList<>();
    private final List<List<Decision>> decided = new ArrayList<>();
    private final List<Integer> historyAtStart = new ArrayList<>();
    private final Map<String, Arrival> known = new HashMap<>();
    private final Map<Integer, EngineLocal> locals = new LinkedHashMap<>();
    private final Map<Integer, String> localNames = new HashMap<>();
    private final List<LocalResult> localResults = new ArrayList<>();
    private final Map<Integer, LocalOutcome> ended = new HashMap<>();
    private final List<Runnable> queries = new ArrayList<>();
    private List<Arrival> pending = new ArrayList<>();
    private List<Arrival> pendingUpdates = new ArrayList<>();
    private List<Arrival> buffered = new ArrayList<>();
    private List<String> bufferedEvents = new ArrayList<>();
    private List<Arrival> delivered = List.of();
    private List<Arrival> deliveredUpdates = List.of();
    private VirtualTime.Planned first;
    private VirtualTime.Planned heartbeat;
    private WorkflowRun instance;
    private JsonNode log;
    private JsonNode refused;
    private ObjectNode taskFailure;
    private boolean mayRun;
    private boolean scheduled;
    private boolean inTask;
    private boolean failing;
    private int completed;
    private int failures;
    private int generation;
    private int historySize;

    EngineTasks(EngineRun run) {
        this.run = run;
    }

    private VirtualTime time() {
        return run.time();
    }

    // When a task runs

    void firstAfter(Duration delay) {
        first = time().after(delay, this::firstNow);
    }

    /** The first task need not wait any longer. */
    void firstNow() {
        if (!mayRun) {
            mayRun = true;
            first.cancel();
            schedule(run.cluster().lateness.step());
        }
    }

    boolean mayRun() {
        return mayRun;
    }

    private void schedule(Duration delay) {
        if (run.isOpen() && mayRun && !scheduled && !inTask) {
            scheduled = true;
            int current = generation;
            time().after(delay, () -> begin(current));
        }
    }

    void arrive(Arrival arrival, List<String> events) {
        if (inTask) {
            buffered.add(arrival);
            bufferedEvents.addAll(events);
        } else {
            pending.add(arrival);
            run.history.addAll(events);
            schedule(run.cluster().lateness.step());
        }
    }

    void withdraw(Arrival arrival, String event) {
        buffered.remove(arrival);
        bufferedEvents.remove(event);
    }

    void arriveUpdate(Arrival.UpdateRequested update) {
        pendingUpdates.add(update);
        schedule(run.cluster().lateness.step());
    }

    Arrival known(String reference) {
        return known.get(reference);
    }

    // One task

    private void begin(int ofGeneration) {
        if (!run.isOpen() || ofGeneration != generation) {
            return;
        }
        if (!run.cluster().isServed(run.queue())) {
            run.cluster().whenServed(run.queue(), () -> begin(ofGeneration));
            return;
        }
        scheduled = false;
        inTask = true;
        historySize = run.history.size();
        delivered = pending;
        deliveredUpdates = pendingUpdates;
        pending = new ArrayList<>();
        pendingUpdates = new ArrayList<>();
        List<Arrival> all = new ArrayList<>(delivered);
        all.addAll(deliveredUpdates);
        all.forEach(arrival -> known.put(arrival.reference(), arrival));
        if (instance == null && !rebuild()) {
            return;
        }
        instance.begin(time().now(), all);
        heartbeat = time().after(run.options().taskTimeoutOrDefault().multipliedBy(HEARTBEAT_PERCENT).dividedBy(100),
                this::heartbeat);
        drainLocals();
    }

    /** {@return whether the run could be rebuilt from its journal} */
    private boolean rebuild() {
        instance = newInstance();
        TaskResult failed = replay(instance);
        if (failed == null) {
            return true;
        }
        taskFailed(failed);
        return false;
    }

    private WorkflowRun newInstance() {
        return new WorkflowRun(new ProgramDefinition(run.cluster().world), start(), CONVERSION, null, run.cluster().threads);
    }

    private RunStart start() {
        return new RunStart(run.info(), run.arguments(), run.options().taskTimeoutOrDefault(), run.cluster().rules);
    }

    /** {@return the journal, with everything that a replay needs} */
    JournalExport export() {
        Map<String, Arrival> arrivals = new HashMap<>();
        journal.forEach(line -> line.arrivals().stream().filter(reference -> JournalExport.own(reference) == null)
                .forEach(reference -> arrivals.put(reference, known.get(reference))));
        return new JournalExport(start(), 1, journal, arrivals);
    }

    /** {@return how the replay failed, or null} */
    private TaskResult replay(WorkflowRun into) {
        return into.replay(RecordedTasks.of(JournalCodec.decode(JournalCodec.encode(journal)),
                line -> line.arrivals().stream().map(known::get).toList()));
    }

    private void drainLocals() {
        while (inTask && !localResults.isEmpty() && instance.isUsable() && instance.closing() == null) {
            LocalResult ended = localResults.remove(0);
            instance.localEnded(ended.number, ended.outcome, time().now());
        }
        afterCode();
    }

    private void afterCode() {
        if (instance.isUsable() && instance.closing() == null) {
            List<LocalRequest> open = instance.openLocals();
            for (LocalRequest request : open) {
                if (!locals.containsKey(request.number())) {
                    startLocal(request);
                }
            }
            if (!open.isEmpty() && run.cluster().delivery == Delivery.TASK_END) {
                return; // the task goes on until they have ended
            }
        }
        end(false);
    }

    private void startLocal(LocalRequest request) {
        String base = JsonConversion.tree(request.spec().arguments()).get(0).get("name").asText();
        localNames.put(request.number(), base);
        if (ended.containsKey(request.number())) {
            if (localResults.stream().noneMatch(result -> result.number == request.number())) {
                localResults.add(new LocalResult(request.number(), ended.get(request.number())));
                time().after(Duration.ZERO, this::drainLocals);
            }
            return;
        }
        int current = generation;
        EngineLocal local = new EngineLocal(run.cluster(), request, run.options().taskTimeoutOrDefault(),
                run.locals.computeIfAbsent(base, name -> new ArrayList<>()), outcome -> {
                    if (current == generation) {
                        locals.remove(request.number());
                        localResults.add(new LocalResult(request.number(), outcome));
                        if (run.cluster().ours) {
                            ended.put(request.number(), outcome);
                        }
                        if (run.cluster().delivery == Delivery.IMMEDIATE) {
                            schedule(run.cluster().lateness.step());
                        } else if (inTask) {
                            drainLocals();
                        }
                    }
                }, error -> {
                    if (current == generation && run.isOpen()) {
                        fail("WORKFLOW_WORKER_UNHANDLED_FAILURE", error);
                    }
                });
        locals.put(request.number(), local);
        local.start();
    }

    String localName(int request) {
        return localNames.get(request);
    }

    private void heartbeat() {
        if (inTask) {
            end(true);
        }
    }

    private void end(boolean forced) {
        heartbeat.cancel();
        TaskResult result = instance.end();
        if (!run.isOpen()) {
            if (!run.cluster().ours) {
                log = completed == 0 ? null : longer(log, queryLog(instance));
            }
            evict();
            stop();
            return;
        }
        if (!(result instanceof TaskResult.Decided done)) {
            taskFailed(result);
        } else if (done.closing() != null
                && (!buffered.isEmpty() || run.cluster().ours && !pendingUpdates.isEmpty())) {
            refuseClose();
        } else if (run.calls().hasBadActivity(done.decisions())) {
            fail("BAD_SCHEDULE_ACTIVITY_ATTRIBUTES", null);
        } else {
            commit(done, forced);
        }
    }

    private void commit(TaskResult.Decided done, boolean forced) {
        if (!done.isEmpty()) {
            journal.add(done.line());
            decided.add(done.decisions());
            historyAtStart.add(historySize);
        }
        completed++;
        failing = false;
        failures = 0;
        log = run.cluster().ours ? queryLog(instance) : longer(refused, queryLog(instance));
        refused = null;
        boolean closes = done.closing() != null;
        for (Decision decision : done.decisions()) {
            run.apply(decision, closes);
        }
        inTask = false;
        flush();
        if (closes) {
            abandonLocals();
            run.close(done.closing());
        }
        if (!run.cluster().cached
                && (run.cluster().delivery == Delivery.IMMEDIATE || locals.isEmpty() && localResults.isEmpty())) {
            evict();
        }
        if (forced) {
            schedule(Duration.ZERO);
        } else if (!pending.isEmpty() || !pendingUpdates.isEmpty() || !localResults.isEmpty()) {
            schedule(run.cluster().lateness.step());
        }
        List<Runnable> asked = new ArrayList<>(queries);
        queries.clear();
        asked.forEach(Runnable::run);
    }

    private void flush() {
        run.history.addAll(bufferedEvents);
        pending.addAll(buffered);
        bufferedEvents = new ArrayList<>();
        buffered = new ArrayList<>();
    }

    /** Something has arrived meanwhile: the task is run again from the start, as in Temporal. */
    private void refuseClose() {
        refused = longer(refused, queryLog(instance));
        again();
        schedule(run.cluster().lateness.step());
    }

    /** Forgets what the task did, and puts back what was delivered to it. */
    private void again() {
        generation++;
        scheduled = false;
        inTask = false;
        if (heartbeat != null) {
            heartbeat.cancel();
        }
        abandonLocals();
        evict();
        List<Arrival> back = new ArrayList<>(delivered);
        back.addAll(pending);
        pending = back;
        List<Arrival> updatesBack = new ArrayList<>(deliveredUpdates);
        updatesBack.addAll(pendingUpdates);
        pendingUpdates = updatesBack;
        delivered = List.of();
        deliveredUpdates = List.of();
        flush();
    }

    private void abandonLocals() {
        locals.values().forEach(EngineLocal::abandon);
        locals.clear();
        localResults.clear();
    }

    private void taskFailed(TaskResult result) {
        if (result instanceof TaskResult.Failed failed) {
            fail("WORKFLOW_WORKER_UNHANDLED_FAILURE", failed.cause());
        } else {
            fail("NON_DETERMINISTIC_ERROR", null);
        }
    }

    /** The first failure is reported, so that the task is tried again at once; later ones let it time out, as in Temporal. */
    private void fail(String cause, Throwable thrown) {
        if (taskFailure == null) {
            taskFailure = JsonConversion.MAPPER.createObjectNode().put("cause", cause);
            if (thrown != null) {
                taskFailure.set("failure", FailureView.of(thrown));
            }
        }
        failing = true;
        failures++;
        ended.clear();
        again();
        schedule(failures == 1 ? run.cluster().lateness.step() : run.options().taskTimeoutOrDefault());
        List<Runnable> asked = new ArrayList<>(queries);
        queries.clear();
        asked.forEach(Runnable::run);
    }

    /** The run was closed from outside. */
    void drop() {
        if (inTask) {
            run.history.addAll(bufferedEvents); // the node does not know, and goes on with its task
        } else {
            stop();
        }
    }

    private void stop() {
        generation++;
        inTask = false;
        scheduled = false;
        abandonLocals();
    }

    void nodeStopped() {
        new ArrayList<>(locals.values()).forEach(local -> {
            local.abandon();
            local.interrupt();
        });
        if (inTask) {
            again();
            schedule(run.options().taskTimeoutOrDefault());
        }
        if (run.isOpen()) {
            evict();
        }
    }

    void evict() {
        if (instance != null) {
            instance.evict();
            instance = null;
        }
    }

    // Looking at it

    /** The recordings show the longest log if a task was run several times, and the first of equal length. */
    private static JsonNode longer(JsonNode first, JsonNode second) {
        return first != null && first.size() >= second.size() ? first : second;
    }

    private JsonNode queryLog(WorkflowRun of) {
        QueryAnswer answer = of.query("query", CONVERSION.writeArguments(new Object[] { "log" }));
        return JsonConversion.tree(((QueryAnswer.Answered) answer).result());
    }

    /** {@return the log after the last task, or null if there is none that may be looked at} */
    JsonNode log() {
        return failing ? null : log;
    }

    JsonNode taskFailure() {
        return taskFailure;
    }

    /** Runs the action when no task is running or waiting, and the first has run. */
    void whenQuiet(Runnable action) {
        if (run.isOpen() && (inTask || scheduled && !failing || completed == 0 && mayRun && !failing)) {
            queries.add(() -> whenQuiet(action));
        } else {
            action.run();
        }
    }

    /** Answers those who still wait for a task. */
    void closed() {
        List<Runnable> asked = new ArrayList<>(queries);
        queries.clear();
        asked.forEach(Runnable::run);
    }

    boolean hasRun() {
        return completed > 0;
    }

    boolean isFailing() {
        return failing;
    }

    QueryAnswer query(String type, String what) {
        WorkflowRun asked = instance == null ? newInstance() : instance;
        if (instance == null) {
            replay(asked);
        }
        QueryAnswer answer = asked.query(type, CONVERSION.writeArguments(new Object[] { what }));
        if (asked != instance) {
            asked.evict();
        }
        return answer;
    }

    // Reset

    /** Takes over everything before a task of another run, and delivers again what that task and later ones got. */
    void copyFrom(EngineTasks from, int task) {
        int lines = task - 1;
        journal.addAll(from.journal.subList(0, lines));
        decided.addAll(from.decided.subList(0, lines));
        historyAtStart.addAll(from.historyAtStart.subList(0, lines));
        known.putAll(from.known);
        localNames.putAll(from.localNames);
        run.history.addAll(from.run.history.subList(0, from.historyAtStart.get(lines)));
        List<String> ended = new ArrayList<>();
        journal.forEach(line -> ended.addAll(line.arrivals()));
        from.journal.get(lines).arrivals().forEach(reference -> {
            ended.add(reference);
            pending.add(known.get(reference));
        });
        from.journal.subList(lines + 1, from.journal.size()).forEach(line -> line.arrivals().stream()
                .filter(reference -> reference.startsWith("s")).forEach(this::signalAgain));
        for (List<Decision> decisions : decided) {
            for (Decision decision : decisions) {
                if (decision instanceof Decision.ScheduleActivity schedule) {
                    run.calls().copyActivity(from.run, schedule, ended.contains("a" + schedule.number()));
                }
            }
        }
        mayRun = true;
        schedule(run.cluster().lateness.step());
    }

    private void signalAgain(String reference) {
        Arrival.Signaled signal = (Arrival.Signaled) known.get(reference);
        pending.add(signal);
        run.history.add("WorkflowExecutionSignaled " + JsonConversion.tree(signal.arguments()).get(0).asText());
    }
}
