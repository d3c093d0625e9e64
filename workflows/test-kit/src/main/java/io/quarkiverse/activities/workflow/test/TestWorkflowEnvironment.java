package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;

/**
 * Runs one workflow class in virtual time, without an engine, without a database and without Quarkus. Timers, timeouts and
 * backoffs take no time. The test decides what activities and child workflows do.
 *
 * <pre>
 * TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()
 *         .activities(Bookings.class, new FakeBookings())
 *         .activity("SendMail", call -&gt; null);
 * TestWorkflowRun&lt;TripBooking, String&gt; run = environment.start(TripBooking.class, trip -&gt; trip.book("Rome"));
 * run.signal(trip -&gt; trip.confirm());
 * assertThat(run.result()).isEqualTo("flight to Rome");
 * </pre>
 *
 * After each Workflow Task, the whole run is replayed, so code that is not deterministic fails the test. Values pass through
 * JSON, with the mapper of the engine. The build-time checks of workflow code do not run.
 * <p>
 * An environment can start several runs, one after the other. It is not thread-safe.
 */
public final class TestWorkflowEnvironment {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final PayloadConversion conversion = PayloadConversion.standalone();
    private final VirtualActivities activities = new VirtualActivities();
    private Instant startTime = BEGIN;
    private int runs;

    private TestWorkflowEnvironment() {
    }

    /** {@return an environment without activities, whose time begins with the year 2026} */
    public static TestWorkflowEnvironment newInstance() {
        return new TestWorkflowEnvironment();
    }

    /**
     * Runs the activities of a class or interface with this object: a fake, a mock, or the real bean. It is called on the
     * thread of the test, once for each attempt, when the time of the attempt is over. A parameter of type
     * {@code ActivityContext} is null. Timeouts and retry policies of the annotations apply, except for heartbeat timeouts.
     *
     * @param type the class or interface that declares the activities
     */
    public <A> TestWorkflowEnvironment activities(Class<A> type, A implementation) {
        activities.put(type, Objects.requireNonNull(implementation, "implementation"), conversion);
        return this;
    }

    /**
     * Runs an activity, normal or local, with a lambda. It is never asked to stop: an attempt that has begun runs to its end.
     */
    public TestWorkflowEnvironment activity(String activityType, StubbedCall.Body body) {
        activities.put(activityType, Objects.requireNonNull(body, "body"));
        return this;
    }

    /**
     * Runs a child workflow with a lambda, when the time of the child is over. If it throws, the child has failed. A child that
     * is canceled closes at once, without calling the lambda. Timeouts and retry policies of children do not apply.
     */
    public TestWorkflowEnvironment child(String workflowType, StubbedCall.Body body) {
        activities.put(workflowType, Objects.requireNonNull(body, "body"));
        return this;
    }

    /** Lets each attempt of an activity, or a child workflow, take this long in virtual time. By default, it takes none. */
    public TestWorkflowEnvironment takes(String type, Duration duration) {
        activities.put(type, Objects.requireNonNull(duration, "duration"));
        return this;
    }

    /** Sets the time at which the next runs start. */
    public TestWorkflowEnvironment startTime(Instant newStartTime) {
        startTime = Objects.requireNonNull(newStartTime, "startTime");
        return this;
    }

    /**
     * Starts a run, and executes it until it waits for something that takes time, or for a message. Activities that take no
     * time have ended before this method returns.
     *
     * @param workflow the workflow class
     * @param call calls the workflow method on its parameter
     */
    public <W, R> TestWorkflowRun<W, R> start(Class<W> workflow, ActivityFunction<W, R> call) {
        LambdaStubs.Called called = LambdaStubs.capture(workflow, call);
        String id = "test-" + ++runs;
        return new TestWorkflowRun<W, R>(workflow,
                new VirtualRun(new ReflectiveWorkflow(workflow), CalledMethods.workflowType(workflow), id,
                        conversion.writeArguments(called.arguments()), startTime, activities, conversion),
                called.method().getGenericReturnType(), conversion).settled();
    }

    /** Starts a run whose workflow method returns nothing. */
    public <W> TestWorkflowRun<W, Void> startVoid(Class<W> workflow, ActivityProcedure<W> call) {
        return start(workflow, LambdaStubs.function(call));
    }
}
