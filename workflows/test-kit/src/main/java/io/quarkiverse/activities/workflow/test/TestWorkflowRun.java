package io.quarkiverse.activities.workflow.test;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExportCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.Arrival;
import io.quarkiverse.activities.workflow.runtime.replay.Closing;
import io.quarkiverse.activities.workflow.runtime.replay.Decision;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.replay.Failures;
import io.quarkiverse.activities.workflow.runtime.replay.QueryAnswer;

/**
 * A run in a {@link TestWorkflowEnvironment}. Messages are delivered at once, at the time that the run has now, and the run
 * goes on until it waits for something that takes time, or for another message. An {@code Error} that a stub throws, such as an
 * {@code AssertionError}, is no failure of the activity: it leaves the method of this class that lets the run go on. All
 * methods
 * throw {@code IllegalStateException} if the code throws an exception that does not fail the run, and {@code AssertionError} if
 * it is not deterministic.
 *
 * @param <W> the workflow class
 * @param <R> the result of the workflow method
 */
public final class TestWorkflowRun<W, R> implements AutoCloseable {

    private static final List<String> ENGINE = List.of("java.", "jdk.", "sun.", "io.quarkiverse.activities.workflow.runtime.",
            ReflectiveWorkflow.class.getName(), Proxies.class.getName(), WorkflowReplayer.class.getName(), "net.bytebuddy.");

    private final Class<W> workflow;
    private final VirtualRun run;
    private final Type resultType;
    private final PayloadConversion conversion;

    TestWorkflowRun(Class<W> workflow, VirtualRun run, Type resultType, PayloadConversion conversion) {
        this.workflow = workflow;
        this.run = run;
        this.resultType = resultType;
        this.conversion = conversion;
    }

    /**
     * Lets time pass until the run closes.
     *
     * @return the result of the workflow method
     * @throws WorkflowFailedException if the run closes without a result; the cause says why
     * @throws IllegalStateException if the run waits for something that does not come, such as a signal
     */
    @SuppressWarnings("unchecked")
    public R result() {
        while (run.closing() == null) {
            if (!run.step(null)) {
                throw new IllegalStateException(
                        "The workflow waits for something that the test does not send, such as a signal. "
                                + "Its code waits here:\n" + waiting());
            }
        }
        if (run.closing() instanceof Closing.Completed completed) {
            return resultType == void.class ? null : (R) conversion.read(completed.result(), resultType);
        }
        throw new WorkflowFailedException(run.info().workflowId(), status(), state(), cause(run.closing()));
    }

    private String waiting() {
        return run.stacks().stream().map(stack -> Stream.of(stack)
                .filter(frame -> ENGINE.stream().noneMatch(frame.getClassName()::startsWith)).map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"))).collect(Collectors.joining("\n    --\n"));
    }

    private RetryState state() {
        return run.closing() instanceof Closing.Failed ? RetryState.RETRY_POLICY_NOT_SET
                : run.closing() instanceof Closing.Canceled ? RetryState.NON_RETRYABLE_FAILURE : null;
    }

    private Throwable cause(Closing closing) {
        return closing instanceof Closing.Failed failed ? exception(failed.failure())
                : closing instanceof Closing.Canceled ? Failures.canceled(conversion)
                        : new IllegalStateException("The run continues as new");
    }

    private RuntimeException exception(FailureChain chain) {
        return Failures.exception(chain, conversion);
    }

    /** {@return the status of the run now} */
    public WorkflowStatus status() {
        Closing closing = run.closing();
        return closing == null ? WorkflowStatus.RUNNING
                : closing instanceof Closing.Completed ? WorkflowStatus.COMPLETED
                        : closing instanceof Closing.Failed ? WorkflowStatus.FAILED
                                : closing instanceof Closing.Canceled ? WorkflowStatus.CANCELED
                                        : WorkflowStatus.CONTINUED_AS_NEW;
    }

    /**
     * {@return an argument that a run which continues as new passes to the next run}
     *
     * @throws IllegalStateException if the run does not continue as new
     */
    @SuppressWarnings("unchecked") // a primitive type cannot cast
    public <T> T continuedArgument(int index, Class<T> type) {
        if (run.closing() instanceof Closing.ContinuedAsNew continued) {
            return (T) conversion.read(continued.arguments(), index, type);
        }
        throw new IllegalStateException("The run does not continue as new: it is " + status());
    }

    /** Lets everything happen that takes no time. */
    TestWorkflowRun<W, R> settled() {
        run.settle();
        return this;
    }

    /** {@return the time of the run now} */
    public Instant now() {
        return run.time().now();
    }

    /**
     * Lets this much time pass, with all timers, activities and backoffs that end in it. After the run has closed, only
     * activities and children go on that outlive it, and bodies of activities that have begun.
     */
    public void advance(Duration duration) {
        Instant until = now().plus(duration);
        while (run.step(until)) {
            // until nothing is left to happen by then
        }
        if (now().isBefore(until)) {
            run.time().moveTo(until);
        }
    }

    /** Does something, such as to send a signal, when this much time has passed. */
    public void after(Duration delay, Runnable action) {
        run.time().after(delay, action);
    }

    /**
     * Sends a signal.
     *
     * @param call calls exactly one signal method on its parameter
     */
    public void signal(ActivityProcedure<W> call) {
        LambdaStubs.Called called = LambdaStubs.capture(workflow, LambdaStubs.function(call));
        signal(CalledMethods.signal(workflow, called.method()), called.arguments());
    }

    /** Sends a signal by its name. */
    public void signal(String name, Object... arguments) {
        requireOpen("signal");
        Payload payload = conversion.writeArguments(arguments);
        run.deliver(number -> new Arrival.Signaled(number, name, payload));
        run.settle();
    }

    /** Requests the cancellation of the run, with a reason, which may be null. A second request has no effect. */
    public void cancel(String reason) {
        requireOpen("cancel");
        run.cancel(reason);
        run.settle();
    }

    /**
     * Asks the workflow, open or closed.
     *
     * @param call calls exactly one query method on its parameter
     * @throws IllegalArgumentException if the query throws; the cause is what it threw
     */
    @SuppressWarnings("unchecked")
    public <Q> Q query(ActivityFunction<W, Q> call) {
        LambdaStubs.Called called = LambdaStubs.capture(workflow, call);
        QueryMethod query = Objects.requireNonNull(CalledMethods.find(workflow, called.method(), QueryMethod.class),
                "The method is not a query. Put @QueryMethod on it");
        QueryAnswer answer = run.query(ReflectiveWorkflow.name(query.name(), called.method()),
                conversion.writeArguments(called.arguments()));
        if (answer instanceof QueryAnswer.Refused refused) {
            throw new IllegalArgumentException("The query was not answered: " + refused.cause().getMessage(), refused.cause());
        }
        return (Q) conversion.read(((QueryAnswer.Answered) answer).result(), called.method().getGenericReturnType());
    }

    /**
     * Sends an update, and lets time pass until it has ended.
     *
     * @param call calls exactly one update method on its parameter
     * @throws WorkflowUpdateException if the update is rejected or fails, or if the run closes before it has ended
     * @throws IllegalStateException if the run is closed, or if the update does not end
     */
    @SuppressWarnings("unchecked")
    public <U> U update(ActivityFunction<W, U> call) {
        LambdaStubs.Called called = LambdaStubs.capture(workflow, call);
        UpdateMethod update = Objects.requireNonNull(CalledMethods.find(workflow, called.method(), UpdateMethod.class),
                "The method is not an update. Put @UpdateMethod on it");
        requireOpen("update");
        String name = ReflectiveWorkflow.name(update.name(), called.method());
        Payload payload = conversion.writeArguments(called.arguments());
        long message = run.deliver(number -> new Arrival.UpdateRequested(number, name, payload));
        while (run.update(message) == null || run.update(message) instanceof Decision.AcceptUpdate) {
            if (run.closing() != null) {
                throw closedBefore(name, run.update(message) != null);
            }
            if (!run.step(null)) {
                throw new IllegalStateException("The update '" + name + "' does not end. The code waits here:\n" + waiting());
            }
        }
        run.settle();
        if (run.update(message) instanceof Decision.RejectUpdate rejected) {
            throw new WorkflowUpdateException(run.info().workflowId(), name, exception(rejected.failure()));
        }
        Decision.CompleteUpdate completed = (Decision.CompleteUpdate) run.update(message);
        if (completed.failure() != null) {
            throw new WorkflowUpdateException(run.info().workflowId(), name, exception(completed.failure()));
        }
        Type type = called.method().getGenericReturnType();
        return type == void.class ? null : (U) conversion.read(completed.result(), type);
    }

    private RuntimeException closedBefore(String update, boolean accepted) {
        return accepted ? new WorkflowUpdateException(run.info().workflowId(), update, ApplicationFailure
                .newNonRetryableFailure("The run closed before the update ended", "AcceptedUpdateCompletedWorkflow"))
                : new WorkflowNotFoundException("The run closed before it had accepted the update '" + update + "'");
    }

    private void requireOpen(String what) {
        if (run.closing() != null) {
            throw new IllegalStateException("The run is closed, so there is nobody for the " + what + ": " + status());
        }
    }

    /** {@return the types of the activities, Local Activities and children that the run has called, in their order} */
    public List<String> calls() {
        return List.copyOf(run.started());
    }

    /** {@return the messages that the run has sent to other workflows, such as {@code approve to order-7}} */
    public List<String> sent() {
        return List.copyOf(run.sent());
    }

    /** {@return the last value that the run has published under this name, or null} */
    @SuppressWarnings("unchecked") // a primitive type cannot cast
    public <V> V published(String key, Class<V> type) {
        Payload value = run.published(key);
        return value == null ? null : (V) conversion.read(value, type);
    }

    /** {@return the journal of the run, for {@link WorkflowReplayer}} */
    public String exportJournal() {
        return JournalExportCodec.encode(run.export());
    }

    /** Ends the threads of the run. Afterwards, it cannot go on or be queried. */
    @Override
    public void close() {
        run.evict();
    }
}
