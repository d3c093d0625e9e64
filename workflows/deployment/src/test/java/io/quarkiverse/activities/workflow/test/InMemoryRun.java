package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.quarkiverse.activities.runtime.payload.Payloads;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowInfo;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClass;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;
import io.quarkiverse.activities.workflow.runtime.replay.Rules;
import io.quarkiverse.activities.workflow.runtime.replay.RunStart;
import io.quarkiverse.activities.workflow.runtime.replay.Stubs;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;

/** Runs a workflow of the application in memory, with the generated code and without a database. */
public final class InMemoryRun implements AutoCloseable {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    final WorkflowRun run;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Payloads payloads = Payloads.standalone();
    private final Conversion conversion = new JsonConversion();
    private int tasks;

    InMemoryRun(WorkflowClass workflow, Stubs stubs, Object... arguments) {
        WorkflowInfo info = new WorkflowInfo("order-7", "run-1", workflow.type(), "queue", 1, BEGIN, Optional.empty());
        run = new WorkflowRun(workflow,
                new RunStart(info, conversion.writeArguments(arguments), Duration.ofSeconds(10), Rules.CURRENT), conversion,
                stubs, threads);
    }

    /** {@return what the task decided} */
    List<Decision> task(Arrival... arrivals) {
        run.begin(BEGIN.plusSeconds(tasks++), List.of(arrivals));
        return decisions(run.end());
    }

    /** {@return what a task decided in which a Local Activity completed} */
    List<Decision> taskWithLocal(int number, Object result) {
        Instant time = BEGIN.plusSeconds(tasks++);
        run.begin(time, List.of());
        run.localEnded(number, new LocalOutcome.Completed(1, conversion.write(result)), time);
        return decisions(run.end());
    }

    private static List<Decision> decisions(TaskResult result) {
        if (result instanceof TaskResult.Failed failed) {
            throw new AssertionError(failed.cause());
        }
        return ((TaskResult.Decided) result).decisions();
    }

    /** {@return the value that a query answers} */
    Object query(String name, Type type) {
        return conversion.read(((QueryAnswer.Answered) run.query(name, null)).result(), type);
    }

    Arrival completed(int number, Object result) {
        return new Arrival.ActivityClosed(number, new ActivityOutcome.Completed(conversion.write(result)));
    }

    Arrival signal(long message, String name, Object... arguments) {
        return new Arrival.Signaled(message, name, conversion.writeArguments(arguments));
    }

    Arrival update(long message, String name, Object... arguments) {
        return new Arrival.UpdateRequested(message, name, conversion.writeArguments(arguments));
    }

    @Override
    public void close() {
        run.evict();
        threads.shutdownNow();
    }

    private final class JsonConversion implements Conversion {

        @Override
        public Payload write(Object value) {
            return value == null ? null : Payload.ofNullable(payloads.write(value));
        }

        @Override
        public Payload writeArguments(Object[] arguments) {
            return Payload.ofNullable(payloads.writeArguments(null, arguments));
        }

        @Override
        public Object[] readArguments(Payload arguments, List<Type> types) {
            return payloads.readArguments(Payload.bytes(arguments), types);
        }

        @Override
        public Object read(Payload payload, Type type) {
            return payload == null ? null : payloads.read(payload, type);
        }

        @Override
        public int size(Payload values) {
            return payloads.size(values);
        }

        @Override
        public Object read(Payload values, int index, Type type) {
            return payloads.read(values, index, type);
        }

        @Override
        public Failure failure(Throwable thrown) {
            return Failure.application(thrown.getClass().getName(), thrown.getMessage());
        }
    }
}
