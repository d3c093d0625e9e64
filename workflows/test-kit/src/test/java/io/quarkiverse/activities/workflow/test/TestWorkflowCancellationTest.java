package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.RetryState;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.workflow.ActivityCancellationType;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowStatus;

/** What becomes of activities and runs that are canceled. */
class TestWorkflowCancellationTest extends ScriptedRuns {

    @Test
    void everyWaitInACanceledScopeFailsAtOnce() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            Instant begin = s.workflow.now();
            CancellationScope scope = s.workflow.scope(() -> {
                s.log(failure(() -> s.workflow.sleep(Duration.ofHours(1))));
                s.log(failure(() -> s.workflow.timer(Duration.ofHours(1)).get()));
                s.log(failure(() -> s.workflow.await(() -> false)));
                s.log(failure(() -> s.workflow.await(Duration.ofHours(1), () -> false)));
                s.log(failure(() -> s.workflow.activity("Ok", String.class).execute()));
                s.log(failure(() -> s.workflow.activity("Ok", String.class)
                        .cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED).execute()));
                s.log(failure(() -> s.workflow.activity("Long", String.class)
                        .cancellation(ActivityCancellationType.ABANDON).execute()));
                s.log(s.workflow.local("Local", String.class).execute());
                s.log(s.workflow.step("step", String.class, () -> "stepped"));
                s.log(failure(() -> s.workflow.child("Kid", String.class).execute()));
                s.log(failure(() -> s.workflow.child("Kid", String.class).cancellation(ChildCancellationType.ABANDON)
                        .execute()));
            });
            scope.cancel("before");
            scope.run();
            s.log(scope.cancellationReason() + s.workflow.now().equals(begin));
            return s.joined();
        });
        String activity = "activity(UNSPECIFIED)<-canceled(null)";
        assertThat(run.result().split(",")).containsExactly("canceled(Canceled by request)", "canceled(Canceled by request)",
                "canceled(null)", "canceled(null)", activity, activity, activity, "local", "stepped",
                "canceled(execute called from a canceled scope)", "canceled(execute called from a canceled scope)",
                "beforetrue");
        assertThat(run.calls()).containsExactlyInAnyOrder("Long", "Local", "step");
    }

    @Test
    void callsThatAreCanceledInTheirTaskLeaveNoTrace() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            List<Promise<?>> promises = new ArrayList<>();
            CancellationScope scope = s.workflow.scope(() -> {
                promises.add(s.workflow.activity("Ok", String.class).start());
                promises.add(s.workflow.activity("Ok", String.class)
                        .cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED).start());
                promises.add(s.workflow.activity("Long", String.class).cancellation(ActivityCancellationType.ABANDON).start());
                promises.add(s.workflow.child("Kid", String.class).start().result());
                promises.add(s.workflow.local("Local", String.class).start());
                promises.add(s.workflow.timer(Duration.ofDays(1)));
            });
            scope.run();
            scope.cancel("x");
            for (Promise<?> promise : promises) {
                s.log(shape(promise.failure()));
            }
            return s.joined();
        });
        String activity = "activity(UNSPECIFIED)<-canceled(null)";
        assertThat(run.result().split(",")).containsExactly(activity, activity, activity,
                "child(NON_RETRYABLE_FAILURE)<-canceled(Child immediately canceled)", "none",
                "canceled(Canceled by request)");
        assertThat(run.calls()).containsExactlyInAnyOrder("Long", "Local");
    }

    @Test
    void eachCancellationTypeOfARunningActivityHasItsEnd() {
        assertThat(play(s -> {
            List<Promise<String>> promises = new ArrayList<>();
            CancellationScope scope = s.workflow.scope(() -> {
                for (ActivityCancellationType type : List.of(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
                        ActivityCancellationType.TRY_CANCEL, ActivityCancellationType.ABANDON)) {
                    Promise<String> promise = s.workflow.activity("Long", String.class).cancellation(type).start();
                    promise.handle((v, e) -> {
                        s.log(type + " " + shape(e));
                        return null;
                    });
                    promises.add(promise);
                }
            });
            scope.run();
            s.workflow.sleep(Duration.ofSeconds(1));
            scope.cancel("x");
            s.log(String.valueOf(promises.get(0).isDone()));
            promises.forEach(Promise::failure);
            return s.joined();
        })).isEqualTo("false,ABANDON activity(UNSPECIFIED)<-canceled(null),TRY_CANCEL activity(UNSPECIFIED)<-canceled(null),"
                + "WAIT_CANCELLATION_COMPLETED none");
    }

    @Test
    void anActivityThatDoesNotStopReturnsItsResult() {
        assertThat(play(s -> {
            Promise<String> promise = s.workflow.activity("Long", String.class)
                    .cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED).start();
            s.workflow.sleep(Duration.ofMinutes(1));
            promise.cancel("x");
            return promise.get();
        })).isEqualTo("long");
    }

    @Test
    void anActivityThatFailsAfterItsCancellationIsNotRetried() {
        environment.activity("Failing", call -> {
            throw new IllegalStateException("attempt " + call.attempt());
        }).takes("Failing", Duration.ofHours(1)).activity("Stopping", call -> {
            throw new ActivityCanceledException("stopped");
        }).takes("Stopping", Duration.ofHours(1));
        assertThat(play(s -> {
            for (String type : List.of("Failing", "Stopping")) {
                Promise<String> promise = s.workflow.activity(type, String.class)
                        .cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED).start();
                s.workflow.sleep(Duration.ofMinutes(1));
                promise.cancel("x");
                s.log(shape(promise.failure()));
            }
            return s.joined();
        })).isEqualTo("activity(CANCEL_REQUESTED)<-application(java.lang.IllegalStateException),"
                + "activity(UNSPECIFIED)<-canceled(null)");
    }

    @Test
    void anActivityInItsBackoffNeverRunsAgain() {
        List<Integer> attempts = new ArrayList<>();
        environment.activity("Failing", call -> {
            attempts.add(call.attempt());
            throw new IllegalStateException("busy");
        });
        assertThat(play(s -> {
            Promise<String> promise = s.workflow.activity("Failing", String.class)
                    .cancellation(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED).start();
            s.workflow.sleep(Duration.ofMillis(500));
            promise.cancel("x");
            s.log(shape(promise.failure()));
            s.workflow.sleep(Duration.ofHours(1));
            return s.joined();
        })).isEqualTo("activity(UNSPECIFIED)<-canceled(null)");
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void anActivityCanCancelItsRun() {
        for (ActivityCancellationType type : ActivityCancellationType.values()) {
            List<TestWorkflowRun<ScriptedWorkflow, String>> runs = new ArrayList<>();
            environment.activity("Cancelling", call -> {
                runs.get(0).cancel("from the activity");
                return "done anyway";
            }).takes("Cancelling", Duration.ofMinutes(1));
            runs.add(start(s -> {
                s.log(failure(() -> s.log(s.workflow.activity("Cancelling", String.class).cancellation(type).execute())));
                s.workflow.detachedScope(() -> s.workflow.sleep(Duration.ofHours(1))).run();
                return "never";
            }));
            assertThatThrownBy(runs.get(0)::result).isInstanceOf(WorkflowFailedException.class);
            assertThat(ask(runs.get(0))).isEqualTo(type == ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
                    ? "done anyway,none"
                    : "activity(UNSPECIFIED)<-canceled(null)");
        }
    }

    @Test
    void abandonedActivitiesOutliveTheRun() {
        List<String> ran = new ArrayList<>();
        environment.activity("Abandoned", call -> {
            ran.add("ran");
            return null;
        }).takes("Abandoned", Duration.ofMinutes(1));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.activity("Abandoned", String.class).cancellation(ActivityCancellationType.ABANDON).start();
            s.workflow.sleep(Duration.ofSeconds(1));
            return "x";
        });
        run.result();
        run.advance(Duration.ofHours(1));
        assertThat(ran).containsExactly("ran");
    }

    @Test
    void otherActivitiesAreNotRetriedAfterTheClose() {
        List<Integer> attempts = new ArrayList<>();
        environment.activity("Failing", call -> {
            attempts.add(call.attempt());
            throw new IllegalStateException("busy");
        }).takes("Failing", Duration.ofMinutes(1));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.activity("Failing", String.class).start();
            s.workflow.sleep(Duration.ofSeconds(1));
            return "closed";
        });
        assertThat(run.result()).isEqualTo("closed");
        run.advance(Duration.ofHours(1));
        assertThat(attempts).containsExactly(1);
    }

    @Test
    void aCanceledRunDoesNotContinueAsNew() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            failure(() -> s.workflow.sleep(Duration.ofDays(1)));
            s.workflow.continueAsNew("again");
            return "never";
        });
        run.cancel("stop");
        assertThat(run.status()).isEqualTo(WorkflowStatus.CANCELED);
        assertThatThrownBy(run::result).isInstanceOfSatisfying(WorkflowFailedException.class, e -> {
            assertThat(shape(e.getCause())).isEqualTo("canceled(Workflow canceled)");
            assertThat(e.retryState()).contains(RetryState.NON_RETRYABLE_FAILURE);
        });
    }

    @Test
    void aCanceledFailureWithoutARequestFailsTheRun() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            Promise<Void> timer = s.workflow.timer(Duration.ofDays(1));
            timer.cancel("mine");
            timer.get();
            return "never";
        });
        assertThatThrownBy(run::result).isInstanceOfSatisfying(WorkflowFailedException.class, e -> {
            assertThat(e.status()).isEqualTo(WorkflowStatus.FAILED);
            assertThat(shape(e.getCause())).isEqualTo("canceled(Canceled by request)");
        });
    }

    @Test
    void handlersWorkWhileACanceledRunCleansUp() {
        ScriptedWorkflow.onSignal = (s, v) -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            s.log("signal " + v + s.workflow.activity("Ok", String.class).execute());
        };
        ScriptedWorkflow.onUpdate = (s, v) -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            return "updated " + v + s.workflow.activity("Ok", String.class).execute();
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.log(failure(() -> s.workflow.sleep(Duration.ofDays(1))));
            s.workflow.detachedScope(() -> s.workflow.sleep(Duration.ofHours(1))).run();
            return s.joined();
        });
        run.cancel("stop");
        run.signal(s -> s.go("a"));
        assertThat(run.<String> update(s -> s.change("b"))).isEqualTo("updated bok");
        assertThat(catchThrowable(run::result)).isInstanceOf(WorkflowFailedException.class);
        assertThat(ask(run)).isEqualTo("canceled(Canceled by request),signal aok");
    }

    @Test
    void theCancellationDoesNotReachHandlers() {
        ScriptedWorkflow.onSignal = (s, v) -> {
            s.log("handler " + failure(() -> s.workflow.sleep(Duration.ofHours(1))));
            s.log("scope " + s.workflow.currentScope().isCancelRequested());
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.log("main " + failure(() -> s.workflow.sleep(Duration.ofDays(1))));
            s.workflow.detachedScope(() -> s.workflow.await(s.workflow::allHandlersFinished)).run();
            return s.joined();
        });
        run.signal(s -> s.go("a"));
        run.cancel("stop");
        assertThat(catchThrowable(run::result)).isInstanceOf(WorkflowFailedException.class);
        assertThat(ask(run)).isEqualTo("main canceled(Canceled by request),handler none,scope false");
    }

    @Test
    void anotherFailureAfterTheCancellationIsCanceled() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.log(failure(() -> s.workflow.activity("Long", String.class).execute()));
            throw broken();
        });
        run.advance(Duration.ofMinutes(1));
        run.cancel("stop");
        assertThat(run.status()).isEqualTo(WorkflowStatus.CANCELED);
        assertThat(ask(run)).isEqualTo("activity(UNSPECIFIED)<-canceled(null)");
    }

    @Test
    void aSecondCancellationChangesNothing() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            failure(() -> s.workflow.sleep(Duration.ofDays(1)));
            s.workflow.detachedScope(() -> s.workflow.sleep(Duration.ofHours(1))).run();
            s.log(s.workflow.currentScope().cancellationReason());
            return "x";
        });
        run.cancel("first");
        run.cancel("second");
        catchThrowable(run::result);
        assertThat(ask(run)).isEqualTo("first");
    }

    @Test
    void aCanceledRunCompensatesInADetachedScope() {
        List<String> undone = new ArrayList<>();
        environment.activity("Undo", call -> {
            undone.add(call.argument(0, String.class));
            return null;
        }).takes("Undo", Duration.ofMinutes(1));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            Saga saga = new Saga();
            for (String name : List.of("a", "b", "c")) {
                s.workflow.activity("Ok", String.class).execute();
                saga.onFailure(() -> s.workflow.activity("Undo", String.class, name).execute());
            }
            try {
                s.workflow.sleep(Duration.ofDays(1));
            } catch (CanceledFailure e) {
                s.workflow.detachedScope(() -> saga.compensateInParallel(s.workflow)).run();
                s.log(Duration.between(s.workflow.info().startTime(), s.workflow.now()).toString());
                throw e;
            }
            return "never";
        });
        run.advance(Duration.ofHours(1));
        run.cancel("stop");
        assertThat(catchThrowable(run::result)).isInstanceOf(WorkflowFailedException.class);
        assertThat(undone).containsExactly("c", "b", "a");
        assertThat(ask(run)).isEqualTo("PT1H1M");
    }
}
