package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.WorkflowUpdateException;

/** Messages to and from runs in virtual time. */
class TestWorkflowMessagesTest extends ScriptedRuns {

    @Test
    void activitiesAndLocalActivitiesCanSignalTheirRun() {
        List<TestWorkflowRun<ScriptedWorkflow, String>> runs = new ArrayList<>();
        environment.activity("Sending", call -> {
            runs.get(0).signal(s -> s.go("activity"));
            return "sent";
        }).activity("LocalSending", call -> {
            runs.get(0).signal(s -> s.go("local"));
            return "sent";
        });
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            s.log(s.workflow.activity("Sending", String.class).execute());
            s.log(s.workflow.local("LocalSending", String.class).execute());
            s.workflow.sleep(Duration.ofMinutes(1));
            return s.joined();
        });
        runs.add(run);
        assertThat(run.result()).isEqualTo("signal activity,sent,signal local,sent");
    }

    @Test
    void aLocalActivityCanUpdateItsRun() {
        ScriptedWorkflow.onUpdate = (s, v) -> s.workflow.activity("Long", String.class).execute() + v;
        List<TestWorkflowRun<ScriptedWorkflow, String>> runs = new ArrayList<>();
        environment.activity("Updating", call -> runs.get(0).update(s -> s.change("er")));
        runs.add(start(s -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            return s.workflow.local("Updating", String.class).execute();
        }));
        assertThat(runs.get(0).result()).isEqualTo("longer");
    }

    @Test
    void nothingIsLostThatArrivesInTheLastTask() {
        List<TestWorkflowRun<ScriptedWorkflow, String>> runs = new ArrayList<>();
        environment.activity("LocalSending", call -> {
            runs.get(0).signal(s -> s.go("early"));
            runs.get(0).cancel("enough");
            return "sent";
        });
        runs.add(start(s -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            s.log(s.workflow.local("LocalSending", String.class).execute());
            return s.joined();
        }));
        assertThatThrownBy(runs.get(0)::result).isInstanceOf(WorkflowFailedException.class);
        assertThat(ask(runs.get(0))).isEqualTo("signal early,sent");
    }

    @Test
    void aFailureOfASignalHandlerFailsTheRun() {
        ScriptedWorkflow.onSignal = (s, v) -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            s.workflow.activity("Bad", String.class).execute();
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "never";
        });
        run.signal(s -> s.go(""));
        assertThatThrownBy(run::result).isInstanceOfSatisfying(WorkflowFailedException.class, e -> {
            assertThat(e.status()).isEqualTo(WorkflowStatus.FAILED);
            assertThat(shape(e.getCause())).isEqualTo("activity(NON_RETRYABLE_FAILURE)<-application(Broken)");
        });
    }

    @Test
    void aCanceledFailureLeavesHandlersLikeAnyOther() {
        ScriptedWorkflow.onSignal = (s, v) -> {
            Promise<Void> timer = s.workflow.timer(Duration.ofDays(1));
            timer.cancel("x");
            timer.get();
        };
        ScriptedWorkflow.onUpdate = (s, v) -> {
            ScriptedWorkflow.onSignal.handle(s, v);
            return "never";
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "never";
        });
        assertThatThrownBy(() -> run.update(s -> s.change(""))).isInstanceOf(WorkflowUpdateException.class)
                .satisfies(e -> assertThat(shape(e.getCause())).isEqualTo("canceled(Canceled by request)"));
        assertThat(run.status()).isEqualTo(WorkflowStatus.RUNNING);
        run.signal(s -> s.go(""));
        assertThat(run.status()).isEqualTo(WorkflowStatus.FAILED);
    }

    @Test
    void continueAsNewDropsOpenHandlers() {
        ScriptedWorkflow.onSignal = (s, v) -> {
            if (v.equals("end")) {
                s.flag = true;
            } else {
                s.workflow.sleep(Duration.ofHours(1));
                s.log("never");
            }
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.waitForFlag();
            s.log("open " + !s.workflow.allHandlersFinished());
            try {
                s.workflow.continueAsNew("next", 7);
            } catch (RuntimeException e) {
                s.log("caught");
            } finally {
                s.log("finally");
            }
            s.log("after");
            return "never";
        });
        run.signal(s -> s.go("block"));
        run.signal(s -> s.go("end"));
        assertThat(run.status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
        assertThat(run.continuedArgument(0, String.class)).isEqualTo("next");
        assertThat(run.continuedArgument(1, Integer.class)).isEqualTo(7);
        assertThat(ask(run)).startsWith("open true").doesNotContain("caught", "after", "never");
    }

    @Test
    void handlersAndCoroutinesCanContinueAsNew() {
        ScriptedWorkflow.onSignal = (s, v) -> s.workflow.continueAsNew("from handler");
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "never";
        });
        run.signal(s -> s.go(""));
        assertThat(run.status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
        assertThat(run.continuedArgument(0, String.class)).isEqualTo("from handler");

        TestWorkflowRun<ScriptedWorkflow, String> second = start(s -> {
            s.workflow.async(() -> {
                s.workflow.sleep(Duration.ofMinutes(1));
                s.workflow.continueAsNew("from coroutine");
            });
            s.workflow.sleep(Duration.ofDays(1));
            return "never";
        });
        second.advance(Duration.ofMinutes(2));
        assertThat(second.status()).isEqualTo(WorkflowStatus.CONTINUED_AS_NEW);
    }

    @Test
    void theRunCanCloseBeforeAnUpdateEnds() {
        ScriptedWorkflow.onUpdate = (s, v) -> {
            s.flag = true;
            s.workflow.sleep(Duration.ofHours(1));
            return "never";
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.waitForFlag();
            s.workflow.sleep(Duration.ofMinutes(1));
            return "done";
        });
        assertThatThrownBy(() -> run.update(s -> s.change(""))).isInstanceOf(WorkflowUpdateException.class)
                .satisfies(e -> assertThat(shape(e.getCause())).isEqualTo("application(AcceptedUpdateCompletedWorkflow)"));
        assertThat(run.result()).isEqualTo("done");
    }

    @Test
    void aFailureOfAnUpdateIsThatOfItsHandler() {
        ScriptedWorkflow.onUpdate = (s, v) -> switch (v) {
            case "app" -> throw ApplicationFailure.newBuilder().message("m").type("T").details("d", 3).build();
            case "activity" -> s.workflow.activity("Bad", String.class).execute();
            case "child" -> s.workflow.child("BadKid", String.class).execute();
            case "null" -> null;
            default -> v;
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "end";
        });
        assertThatThrownBy(() -> run.update(s -> s.change("app"))).satisfies(e -> {
            ApplicationFailure cause = (ApplicationFailure) e.getCause();
            assertThat(cause.type()).isEqualTo("T");
            assertThat(cause.details(0, String.class)).contains("d");
            assertThat(cause.details(1, Integer.class)).contains(3);
        });
        assertThatThrownBy(() -> run.update(s -> s.change("activity")))
                .satisfies(e -> assertThat(shape(e.getCause()))
                        .isEqualTo("activity(NON_RETRYABLE_FAILURE)<-application(Broken)"));
        assertThatThrownBy(() -> run.update(s -> s.change("child")))
                .satisfies(e -> assertThat(shape(e.getCause())).isEqualTo("child(RETRY_POLICY_NOT_SET)<-application(Broken)"));
        assertThat(run.<String> update(s -> s.change("null"))).isNull();
        assertThat(run.result()).isEqualTo("end");
    }

    @Test
    void aRejectedUpdateLeavesNoTrace() {
        ScriptedWorkflow.onCheck = (s, v) -> {
            switch (v) {
                case "checked" -> throw new IOException("checked");
                default -> {
                }
            }
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "end " + s.workflow.allHandlersFinished();
        });
        String journal = run.exportJournal();
        assertThatThrownBy(() -> run.update(s -> s.change("checked"))).isInstanceOf(WorkflowUpdateException.class)
                .satisfies(e -> assertThat(shape(e.getCause())).isEqualTo("application(java.io.IOException)"));
        assertThat(run.exportJournal()).isEqualTo(journal);
        assertThat(run.<String> update(s -> s.change("fine"))).isEqualTo("fine");
        assertThat(run.result()).isEqualTo("end true");
    }

    @Test
    void queriesAndValidatorsDoNotChangeRandomValues() {
        ScriptedWorkflow.Code body = s -> {
            s.waitForFlag();
            return s.workflow.uuid() + "/" + s.workflow.random().nextInt();
        };
        ScriptedWorkflow.onSignal = (s, v) -> s.flag = true;
        ScriptedWorkflow.onQuery = (s, v) -> s.workflow.uuid() + "/" + s.workflow.random().nextInt();
        ScriptedWorkflow.onCheck = (s, v) -> {
            throw new IllegalArgumentException("no");
        };
        TestWorkflowRun<ScriptedWorkflow, String> first = start(body);
        first.signal(s -> s.go(""));
        String expected = first.result();

        ScriptedWorkflow.code = body;
        TestWorkflowRun<ScriptedWorkflow, String> second = TestWorkflowEnvironment.newInstance().start(ScriptedWorkflow.class,
                s -> s.run());
        assertThat(second.now()).isEqualTo(first.now());
        catchThrowable(() -> second.query(s -> s.ask("")));
        catchThrowable(() -> second.update(s -> s.change("")));
        second.signal(s -> s.go(""));
        assertThat(second.result()).isEqualTo(expected);
        assertThat(UUID.fromString(expected.substring(0, 36))).isNotNull();
    }

    @Test
    void queriesCanChangeNothing() {
        ScriptedWorkflow.onQuery = (s, v) -> {
            switch (v) {
                case "sleep" -> s.workflow.sleep(Duration.ofMinutes(1));
                case "zero" -> s.workflow.sleep(Duration.ZERO);
                case "await" -> s.workflow.await(() -> true);
                case "activity" -> s.workflow.activity("Ok", String.class).start();
                case "step" -> s.workflow.step("x", () -> {
                });
                case "side" -> s.workflow.sideEffect(String.class, () -> "x");
                case "async" -> s.workflow.async(() -> s.log("bad"));
                case "publish" -> s.workflow.publish("x", 1);
                case "memo" -> s.workflow.upsertMemo("x", 1);
                case "version" -> s.workflow.version("x", -1, 1);
                case "continue" -> s.workflow.continueAsNew("x");
                case "external" -> s.workflow.external("other").signal("x");
                case "child" -> s.workflow.child("Kid", String.class).start();
                case "scope" -> s.workflow.scope(() -> s.log("scoped")).run();
                case "cancel" -> s.workflow.currentScope().cancel("x");
                default -> {
                    return s.workflow.now() + s.workflow.info().workflowId() + s.joined();
                }
            }
            return "not refused";
        };
        ScriptedWorkflow.onSignal = (s, v) -> {
            s.log("handling");
            s.workflow.sleep(Duration.ofMinutes(1));
            s.log("handled");
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofHours(1));
            return s.joined();
        });
        run.signal(s -> s.go(""));
        assertThat(run.<String> query(s -> s.ask("ok"))).endsWith("handling");
        List<String> answered = new ArrayList<>();
        for (String what : List.of("sleep", "zero", "await", "activity", "step", "side", "async", "publish", "memo", "version",
                "continue", "external", "child", "cancel")) {
            Throwable thrown = catchThrowable(() -> run.query(s -> s.ask(what)));
            if (!(thrown instanceof IllegalArgumentException)) {
                answered.add(what + ": " + thrown);
            }
        }
        assertThat(answered).isEmpty();
        assertThat(run.result()).isEqualTo("handling,handled");
        assertThat(run.calls()).isEmpty();
    }

    @Test
    void aValidatorThatBlocksFailsTheTest() {
        ScriptedWorkflow.onCheck = (s, v) -> s.workflow.sleep(Duration.ofMinutes(1));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.sleep(Duration.ofDays(1));
            return "end";
        });
        assertThatThrownBy(() -> run.update(s -> s.change(""))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUpdateCanComeLater() {
        ScriptedWorkflow.onUpdate = (s, v) -> {
            s.workflow.sleep(Duration.ofMinutes(1));
            s.flag = true;
            return "u" + v;
        };
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.waitForFlag();
            return "end";
        });
        List<String> answers = new ArrayList<>();
        run.after(Duration.ofHours(1), () -> answers.add(run.update(s -> s.change("1"))));
        assertThat(run.result()).isEqualTo("end");
        assertThat(answers).containsExactly("u1");
    }

    @Test
    void messagesToOthersInACanceledScope() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            CancellationScope scope = s.workflow.scope(() -> {
                s.log(failure(() -> s.workflow.external("other").signal("go", "x")));
                s.log(failure(() -> s.workflow.external("other").cancel()));
            });
            scope.cancel("x");
            scope.run();
            return s.joined();
        });
        assertThat(run.result()).isEqualTo("canceled(Signal external workflow execution canceled),none");
        assertThat(run.sent()).containsExactly("cancel to other");
    }

    @Test
    void anAwaitWithTimeoutMissesNoSignal() {
        ScriptedWorkflow.onSignal = (s, v) -> s.count++;
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            while (s.count < 3) {
                int before = s.count;
                s.log("" + s.workflow.await(Duration.ofHours(1), () -> s.count > before));
            }
            return s.joined();
        });
        run.after(Duration.ofMinutes(30), () -> run.signal(s -> s.go("")));
        run.after(Duration.ofMinutes(89), () -> run.signal(s -> s.go("")));
        run.after(Duration.ofMinutes(150), () -> run.signal(s -> s.go("")));
        assertThat(run.result()).isEqualTo("true,true,false,true");
        assertThat(Duration.between(Instant.parse("2026-01-01T00:00:00Z"), run.now())).isEqualTo(Duration.ofMinutes(150));
    }

    @Test
    void memoAndPublishedValuesAreCopies() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            List<String> value = new ArrayList<>(List.of("a"));
            s.workflow.upsertMemo("list", value);
            s.workflow.publish("list", value);
            value.add("b");
            s.log("" + s.workflow.memo("list", List.class).orElseThrow());
            s.workflow.upsertMemo("list", null);
            s.log("" + s.workflow.memo("list", List.class).isPresent() + s.workflow.memo("none", String.class).isPresent());
            s.workflow.sleep(Duration.ofMinutes(1));
            s.workflow.upsertMemo("n", 5);
            s.log("" + s.workflow.memo("n", Integer.class).get());
            s.workflow.publish("later", null);
            return s.joined();
        });
        assertThat(run.published("list", List.class)).isEqualTo(List.of("a"));
        assertThat(run.result()).isEqualTo("[a],falsefalse,5");
        assertThat(run.published("later", String.class)).isNull();
    }
}
