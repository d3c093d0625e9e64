package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ChildWorkflowFailure;

/** Runs a {@link ScriptedWorkflow}, with some activities and children. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ScriptedRuns {

    interface Action {
        void run() throws Exception;
    }

    final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()
            .activity("Ok", call -> "ok").activity("Local", call -> "local")
            .activity("Bad", fails())
            .activity("Long", call -> "long").takes("Long", Duration.ofHours(1))
            .child("Kid", call -> "kid").takes("Kid", Duration.ofHours(1))
            .child("BadKid", fails());

    @BeforeEach
    void useDefaults() {
        ScriptedWorkflow.useDefaults();
    }

    TestWorkflowRun<ScriptedWorkflow, String> start(ScriptedWorkflow.Code body) {
        ScriptedWorkflow.code = body;
        return environment.start(ScriptedWorkflow.class, s -> s.run());
    }

    String play(ScriptedWorkflow.Code body) {
        return start(body).result();
    }

    static String ask(TestWorkflowRun<ScriptedWorkflow, String> run) {
        return run.query(s -> s.ask(""));
    }

    static StubbedCall.Body fails() {
        return call -> {
            throw broken();
        };
    }

    static ApplicationFailure broken() {
        return ApplicationFailure.newNonRetryableFailure("broken", "Broken");
    }

    /** {@return the shape of what the code throws, or "none"} */
    static String failure(Action action) {
        try {
            action.run();
            return "none";
        } catch (Exception e) {
            return shape(e);
        }
    }

    /** {@return the kinds of a failure and its causes, outermost first} */
    static String shape(Throwable e) {
        if (e == null) {
            return "none";
        }
        String here = e instanceof ActivityFailure a ? "activity(" + a.retryState().map(Enum::name).orElse("UNSPECIFIED") + ")"
                : e instanceof ChildWorkflowFailure c ? "child(" + c.retryState() + ")"
                        : e instanceof ApplicationFailure a ? "application(" + a.type() + ")"
                                : e instanceof TimeoutFailure t ? "timeout(" + t.timeoutType() + ")"
                                        : e instanceof CanceledFailure c ? "canceled(" + c.getMessage() + ")"
                                                : e.getClass().getSimpleName();
        return e.getCause() == null ? here : here + "<-" + shape(e.getCause());
    }
}
