package io.quarkiverse.activities.workflow.runtime.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.conformance.TestThreads;

/** Runs Workflow Tasks of one run, one second apart. */
final class RunHarness implements AutoCloseable {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    static final JsonConversion CONVERSION = new JsonConversion();

    final WorkflowRun run;
    private final ExecutorService threads = TestThreads.coroutines();
    private final List<JournalLine> journal = new ArrayList<>();
    private final List<List<Arrival>> delivered = new ArrayList<>();
    private int tasks;

    RunHarness(WorkflowDefinition definition) {
        run = newRun(definition);
    }

    /** Records calls on the only stub there is. */
    private static final Stubs STUBS = new Stubs() {
        @Override
        @SuppressWarnings("unchecked")
        public <T, R> RecordedCall record(Class<T> stub, ActivityFunction<T, R> call) {
            StringBuilder name = new StringBuilder();
            try {
                call.apply((T) (Payments) amount -> {
                    name.append(amount);
                    return null;
                });
            } catch (Exception e) {
                throw new IllegalArgumentException(e);
            }
            return new RecordedCall(stub.getSimpleName(), String.class, new Object[] { name.toString() });
        }
    };

    /** An activity and a workflow at once. */
    interface Payments {
        String charge(int amount);
    }

    private WorkflowRun newRun(WorkflowDefinition definition) {
        WorkflowInfo info = new WorkflowInfo("order-7", "run-1", "Order", "queue", 1, BEGIN, Optional.empty());
        return new WorkflowRun(definition, new RunStart(info, null, Duration.ofSeconds(10), Rules.CURRENT), CONVERSION, STUBS,
                threads);
    }

    /** {@return how the task ended} */
    TaskResult task(Arrival... arrivals) {
        run.begin(BEGIN.plusSeconds(tasks++), List.of(arrivals));
        return end(List.of(arrivals));
    }

    /** Runs a task in which a Local Activity completes. */
    TaskResult taskWithLocal(int number, Object result) {
        Instant time = BEGIN.plusSeconds(tasks++);
        run.begin(time, List.of());
        run.localEnded(number, new LocalOutcome.Completed(1, CONVERSION.write(result)), time);
        return end(List.of());
    }

    private TaskResult end(List<Arrival> arrivals) {
        TaskResult result = run.end();
        if (result instanceof TaskResult.Decided decided && !decided.isEmpty()) {
            journal.add(decided.line());
            delivered
                    .add(arrivals.stream().filter(arrival -> decided.line().arrivals().contains(arrival.reference())).toList());
        }
        return result;
    }

    /** {@return what the task decided, as the journal says it} */
    List<String> decides(Arrival... arrivals) {
        return entries(task(arrivals));
    }

    static List<String> entries(TaskResult result) {
        return ((TaskResult.Decided) result).line().entries().stream().map(Entry::toString).toList();
    }

    static Throwable failure(TaskResult result) {
        return ((TaskResult.Failed) result).cause();
    }

    /** {@return the result of replaying the journal with this code: of the first task that does not fit, or the last} */
    TaskResult replayWith(WorkflowDefinition definition) {
        WorkflowRun other = newRun(definition);
        try {
            TaskResult result = null;
            for (int i = 0; i < journal.size() && (result == null || result instanceof TaskResult.Decided); i++) {
                result = other.replay(journal.get(i), delivered.get(i));
            }
            return result;
        } finally {
            other.evict();
        }
    }

    /** {@return the result of the first task that does not fit this code, or null} All tasks are repeated in one go. */
    TaskResult repeatWith(WorkflowDefinition definition) {
        return repeatWith(definition, journal.size(), null);
    }

    /** The same for a journal of which only the first tasks can be read. */
    TaskResult repeatWith(WorkflowDefinition definition, int readable, RuntimeException unreadable) {
        WorkflowRun other = newRun(definition);
        try {
            return other.replay(new RecordedTasks() {

                private int next;

                @Override
                public Task next() {
                    if (next == readable && unreadable != null) {
                        throw unreadable;
                    }
                    return next == journal.size() ? null : new Task(journal.get(next), delivered.get(next++));
                }

                @Override
                public void repeated(JournalLine line, List<Decision> decisions) {
                    if (line != journal.get(next - 1)) {
                        throw new AssertionError(line + " was repeated when it was not its turn");
                    }
                }
            });
        } finally {
            other.evict();
        }
    }

    static Arrival completed(int number, Object result) {
        return new Arrival.ActivityClosed(number, new ActivityOutcome.Completed(CONVERSION.write(result)));
    }

    static Arrival signal(long message, String name, String text) {
        return new Arrival.Signaled(message, name, arguments(text));
    }

    static Arrival update(long message, String name, String text) {
        return new Arrival.UpdateRequested(message, name, arguments(text));
    }

    private static Payload arguments(String text) {
        return CONVERSION.writeArguments(new Object[] { text });
    }

    @Override
    public void close() {
        run.evict();
        threads.shutdownNow();
    }
}
