package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryOptions;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Activities and Local Activities of runs in virtual time. */
class TestWorkflowCallsTest extends ScriptedRuns {

    @Test
    void scheduleToCloseEndsARunningActivity() {
        assertThat(play(s -> failure(() -> s.workflow.activity("Long", String.class)
                .scheduleToCloseTimeout(Duration.ofMinutes(1)).execute())))
                .isEqualTo("activity(TIMEOUT)<-timeout(SCHEDULE_TO_CLOSE)");
    }

    @Test
    void theFailureBeforeATimeoutIsItsCause() {
        environment.activity("Odd", call -> {
            environment.takes("Odd", Duration.ofHours(1));
            throw new IllegalStateException("first");
        });
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            ActivityFailure failure = (ActivityFailure) s.workflow.activity("Odd", String.class)
                    .startToCloseTimeout(Duration.ofMinutes(1)).retry(RetryOptions.create().maximumAttempts(2)).start()
                    .failure();
            return failure.getMessage() + "/" + failure.activityType() + "/" + shape(failure);
        });
        assertThat(run.result()).isEqualTo("Activity task timed out/Odd/activity(MAXIMUM_ATTEMPTS_REACHED)"
                + "<-timeout(START_TO_CLOSE)<-application(java.lang.IllegalStateException)");
    }

    @Test
    void anActivityIdCanBeUsedAgainAfterTheEnd() {
        assertThat(play(s -> {
            s.workflow.activity("Ok", String.class).activityId("mine").execute();
            s.workflow.activity("Ok", String.class).activityId("mine").execute();
            ActivityFailure failure = (ActivityFailure) s.workflow.activity("Bad", String.class).activityId("mine").start()
                    .failure();
            return failure.activityId() + failure.getMessage();
        })).isEqualTo("mineActivity task failed");
        assertThatThrownBy(() -> play(s -> {
            s.workflow.activity("Long", String.class).activityId("mine").start();
            s.workflow.activity("Long", String.class).activityId("mine").start();
            s.workflow.sleep(Duration.ofDays(1));
            return "x";
        })).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timeoutsOfTheAnnotationApply() {
        environment.activities(Annotated.class, x -> x).takes("Slowly", Duration.ofHours(1));
        assertThat(play(s -> failure(() -> s.workflow.activity(Annotated.class, a -> a.slowly("x")).execute())))
                .isEqualTo("activity(MAXIMUM_ATTEMPTS_REACHED)<-timeout(START_TO_CLOSE)");
    }

    interface Annotated {

        @Activity(startToCloseTimeout = "1m", scheduleToCloseTimeout = "${not.known.here}", retry = @RetryPolicy(maximumAttempts = 1))
        String slowly(String x);
    }

    @Test
    void optionsOfTheCallWinOverThoseOfTheAnnotation() {
        environment.activities(Annotated.class, x -> x).takes("Slowly", Duration.ofMinutes(2));
        assertThat(play(s -> {
            s.log(s.workflow.activity(Annotated.class, a -> a.slowly("in time")).startToCloseTimeout(Duration.ofMinutes(2))
                    .execute());
            Instant begin = s.workflow.now();
            s.log(failure(() -> s.workflow.activity(Annotated.class, a -> a.slowly("late"))
                    .retry(RetryOptions.create().maximumAttempts(2).initialInterval(Duration.ofSeconds(5))).execute()));
            s.log(Duration.between(begin, s.workflow.now()).toString());
            return s.joined();
        })).isEqualTo("in time,activity(MAXIMUM_ATTEMPTS_REACHED)<-timeout(START_TO_CLOSE)<-timeout(START_TO_CLOSE),PT2M5S");
    }

    @Test
    void timeoutsOfAStubApply() {
        environment.activities(Annotated.class, x -> x).takes("Slowly", Duration.ofMinutes(2));
        assertThat(environment.start(WithStubs.class, w -> w.run()).result())
                .isEqualTo("normal activity(MAXIMUM_ATTEMPTS_REACHED)<-timeout(START_TO_CLOSE),"
                        + "local activity(RETRY_POLICY_NOT_SET)<-timeout(START_TO_CLOSE)");
    }

    @Workflow
    static class WithStubs {

        private final Annotated normal;
        private final Annotated local;

        WithStubs(@ActivityStub(startToCloseTimeout = "30s") Annotated normal,
                @LocalActivityStub(startToCloseTimeout = "30s") Annotated local) {
            this.normal = normal;
            this.local = local;
        }

        @WorkflowMethod
        String run() {
            return "normal " + failure(() -> normal.slowly("x")) + ",local " + failure(() -> local.slowly("x"));
        }
    }

    @Test
    void theBodyOfAnAttemptThatTimedOutRunsToItsEnd() {
        List<Integer> ended = new ArrayList<>();
        environment.takes("Slow", Duration.ofMinutes(2)).activity("Slow", call -> {
            ended.add(call.attempt());
            environment.takes("Slow", Duration.ZERO);
            return "attempt " + call.attempt();
        });
        assertThat(play(s -> s.workflow.activity("Slow", String.class).startToCloseTimeout(Duration.ofMinutes(1))
                .retry(RetryOptions.create().initialInterval(Duration.ofMinutes(3))).execute())).isEqualTo("attempt 2");
        assertThat(ended).containsExactly(1, 2);
    }

    @Test
    void anErrorOfAStubLeavesTheTest() {
        environment.activity("Asserting", call -> {
            throw new AssertionError("not as expected");
        });
        assertThatThrownBy(() -> play(s -> s.workflow.activity("Asserting", String.class).execute()))
                .isInstanceOf(AssertionError.class).hasMessage("not as expected");
        assertThatThrownBy(() -> play(s -> s.workflow.local("Asserting", String.class).execute()))
                .isInstanceOf(AssertionError.class).hasMessage("not as expected");
    }

    @Test
    void aMissingLocalActivityIsNamed() {
        assertThatThrownBy(() -> play(s -> s.workflow.local("Nobody", String.class).execute()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("activity(\"Nobody\", …)");
    }

    @Test
    void primitiveTypesAreTypes() {
        environment.activity("Twice", call -> 2 * call.argument(0, int.class));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.publish("twice", s.workflow.activity("Twice", int.class, 4).execute());
            s.workflow.continueAsNew(5);
            return "never";
        });
        assertThat(run.published("twice", int.class)).isEqualTo(8);
        assertThat(run.continuedArgument(0, int.class)).isEqualTo(5);
    }

    @Test
    void activitiesThatTakeNoTimeEndBeforeStartReturns() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.publish("got", s.workflow.activity("Ok", String.class).execute());
            s.waitForFlag();
            return "x";
        });
        assertThat(run.published("got", String.class)).isEqualTo("ok");
    }

    @Test
    void aResultOfAnotherTypeFailsTheTest() {
        environment.activity("Odd", call -> "not a number");
        assertThatThrownBy(() -> play(s -> s.workflow.activity("Odd", Integer.class).execute()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nullResultsAreResults() {
        environment.activity("Null", call -> null);
        assertThat(play(s -> {
            Promise<String> a = s.workflow.activity("Null", String.class).start();
            Promise<Boolean> b = a.thenApply(v -> v == null);
            s.log("" + b.get() + a.get() + a.failure() + s.workflow.step("n", String.class, () -> null)
                    + s.workflow.sideEffect(String.class, () -> null) + s.workflow.async(() -> (String) null).get());
            s.log(String.valueOf(Promise.anyOf(a).get()));
            return s.joined();
        })).isEqualTo("truenullnullnullnullnull,null");
    }

    @Test
    void localActivitiesAreRetriedOnlyWithALimit() {
        environment.activity("Flaky", call -> {
            throw new IllegalStateException("attempt " + call.attempt());
        });
        assertThat(play(s -> {
            Instant begin = s.workflow.now();
            s.log(failure(() -> s.workflow.local("Flaky", String.class).execute()));
            s.log(failure(() -> s.workflow.local("Flaky", String.class)
                    .retry(RetryOptions.create().initialInterval(Duration.ofSeconds(2))).execute()));
            s.log(Duration.between(begin, s.workflow.now()).toString());
            ActivityFailure third = (ActivityFailure) s.workflow.local("Flaky", String.class)
                    .retry(RetryOptions.create().maximumAttempts(3)).start().failure();
            s.log(shape(third) + third.getCause().getMessage());
            s.log(Duration.between(begin, s.workflow.now()).toString());
            ActivityFailure deadline = (ActivityFailure) s.workflow.local("Flaky", String.class)
                    .scheduleToCloseTimeout(Duration.ofSeconds(10)).start().failure();
            s.log(shape(deadline) + deadline.getCause().getMessage());
            s.log(Duration.between(begin, s.workflow.now()).toString());
            return s.joined();
        }).split(",")).containsExactly("activity(RETRY_POLICY_NOT_SET)<-application(java.lang.IllegalStateException)",
                "activity(RETRY_POLICY_NOT_SET)<-application(java.lang.IllegalStateException)", "PT0S",
                "activity(MAXIMUM_ATTEMPTS_REACHED)<-application(java.lang.IllegalStateException)attempt 3", "PT3S",
                "activity(TIMEOUT)<-application(java.lang.IllegalStateException)attempt 4", "PT10S");
    }

    @Test
    void aLongBackoffOfALocalActivityIsATimer() {
        List<Integer> attempts = new ArrayList<>();
        environment.activity("Flaky", call -> {
            attempts.add(call.attempt());
            if (call.attempt() < 4) {
                throw new IllegalStateException("attempt " + call.attempt());
            }
            return "fine";
        });
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            Promise<String> local = s.workflow.local("Flaky", String.class).localRetryThreshold(Duration.ofSeconds(5))
                    .retry(RetryOptions.create().maximumAttempts(5).initialInterval(Duration.ofSeconds(4))).start();
            s.log(local.get());
            return s.joined();
        });
        run.after(Duration.ofSeconds(1), () -> run.signal(s -> s.go("x")));
        assertThat(run.result()).isEqualTo("signal x,fine");
        assertThat(attempts).containsExactly(1, 2, 3, 4);
        assertThat(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), run.now())).isEqualTo(Duration.ofSeconds(28));
    }

    @Test
    void localActivitiesTimeOut() {
        environment.takes("Local", Duration.ofMinutes(2));
        assertThat(play(s -> failure(() -> s.workflow.local("Local", String.class).startToCloseTimeout(Duration.ofMinutes(1))
                .retry(RetryOptions.create().maximumAttempts(1)).execute())))
                .isEqualTo("activity(MAXIMUM_ATTEMPTS_REACHED)<-timeout(START_TO_CLOSE)");
    }

    @Test
    void scheduleToCloseEndsARunningLocalActivity() {
        environment.takes("Local", Duration.ofHours(1));
        assertThat(play(s -> failure(() -> s.workflow.local("Local", String.class)
                .scheduleToCloseTimeout(Duration.ofMinutes(1)).execute())))
                .isEqualTo("activity(TIMEOUT)<-timeout(SCHEDULE_TO_CLOSE)");
    }

    @Test
    void theRunGoesOnBesideALocalActivity() {
        environment.takes("Local", Duration.ofHours(1));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            Promise<String> local = s.workflow.local("Local", String.class).start();
            Promise<String> timer = s.workflow.timer(Duration.ofMinutes(1)).thenApply(v -> "timer");
            s.log(Promise.anyOf(local, timer).get());
            s.log(local.get());
            return s.joined();
        });
        run.after(Duration.ofMinutes(2), () -> run.signal(s -> s.go("x")));
        assertThat(run.result()).isEqualTo("timer,signal x,local");
    }

    @Test
    void stepsFailAsLocalActivities() {
        assertThat(play(s -> {
            s.log(failure(() -> s.workflow.step("io", String.class, () -> {
                throw new IOException("disk");
            })));
            s.log(failure(() -> s.workflow.step("app", () -> {
                throw broken();
            })));
            s.log(failure(() -> s.workflow.step("ctx", () -> s.workflow.sleep(Duration.ofMinutes(1)))));
            return s.joined();
        }).split(",")).containsExactly("activity(RETRY_POLICY_NOT_SET)<-application(java.io.IOException)",
                "activity(NON_RETRYABLE_FAILURE)<-application(Broken)",
                "activity(RETRY_POLICY_NOT_SET)<-application(java.lang.IllegalStateException)");
    }

    @Test
    void aFailureCanNameItsBackoff() {
        environment.activity("Delayed", call -> {
            if (call.attempt() == 1) {
                throw ApplicationFailure.newFailureWithDelay("later", "T", Duration.ofSeconds(7));
            }
            return "ok";
        });
        assertThat(play(s -> {
            Instant begin = s.workflow.now();
            s.workflow.local("Delayed", String.class).retry(RetryOptions.create().maximumAttempts(2)).execute();
            s.log(Duration.between(begin, s.workflow.now()).toString());
            s.workflow.activity("Delayed", String.class).execute();
            s.log(Duration.between(begin, s.workflow.now()).toString());
            return s.joined();
        })).isEqualTo("PT7S,PT14S");
    }
}
