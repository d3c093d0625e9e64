package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.workflow.CancellationScope;
import io.quarkiverse.activities.workflow.ChildCancellationType;
import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ParentClosePolicy;
import io.quarkiverse.activities.workflow.WorkflowFailedException;
import io.quarkiverse.activities.workflow.WorkflowStatus;

/** Children of runs in virtual time. */
class TestWorkflowChildrenTest extends ScriptedRuns {

    @Test
    void childrenFailAndStart() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            ChildHandle<String> child = s.workflow.child("Kid", String.class).id("kid-1").start();
            s.log(child.workflowId() + (child.started().get() != null));
            child.signal("hurry", 1);
            s.log(failure(() -> s.workflow.child("BadKid", String.class).execute()));
            s.log(child.result().get());
            s.workflow.child("BadKid", String.class).execute();
            return "never";
        });
        assertThatThrownBy(run::result).isInstanceOfSatisfying(WorkflowFailedException.class, e -> {
            assertThat(shape(e.getCause())).isEqualTo("child(RETRY_POLICY_NOT_SET)<-application(Broken)");
            assertThat(e.status()).isEqualTo(WorkflowStatus.FAILED);
        });
        assertThat(ask(run)).isEqualTo("kid-1true,child(RETRY_POLICY_NOT_SET)<-application(Broken),kid");
        assertThat(run.sent()).containsExactly("hurry to kid-1");
    }

    @Test
    void eachCancellationTypeOfAChildHasItsFailure() {
        assertThat(play(s -> {
            Instant begin = s.workflow.now();
            List<ChildHandle<String>> children = new ArrayList<>();
            CancellationScope scope = s.workflow.scope(() -> {
                for (ChildCancellationType type : ChildCancellationType.values()) {
                    ChildHandle<String> child = s.workflow.child("Kid", String.class).cancellation(type).start();
                    children.add(child);
                    child.started().get();
                    child.result().handle((v, e) -> {
                        s.log(type + " " + (e == null ? v : shape(e)) + " "
                                + Duration.between(begin, s.workflow.now()));
                        return null;
                    });
                }
            });
            scope.run();
            s.workflow.sleep(Duration.ofMinutes(1));
            scope.cancel("x");
            children.forEach(child -> child.result().failure());
            return s.joined();
        }).split(",")).contains("TRY_CANCEL canceled(Child canceled) PT1M", "ABANDON canceled(Child canceled) PT1M",
                "WAIT_CANCELLATION_REQUESTED canceled(Child canceled) PT1M",
                "WAIT_CANCELLATION_COMPLETED child(NON_RETRYABLE_FAILURE)<-canceled(Child canceled) PT1M");
    }

    @Test
    void theIdOfAnOpenChildIsInUse() {
        assertThat(play(s -> {
            ChildHandle<String> one = s.workflow.child("Kid", String.class).id("same").start();
            ChildHandle<String> two = s.workflow.child("Kid", String.class).id("same").start();
            s.log(shape(two.result().failure()));
            s.log(shape(two.started().failure()));
            s.log(one.result().get());
            s.log(s.workflow.child("Kid", String.class).id("same").execute());
            s.log(failure(() -> s.workflow.child("Kid", String.class).id("same")
                    .reusePolicy(IdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY).execute()));
            return s.joined();
        })).isEqualTo("child(NON_RETRYABLE_FAILURE)<-WorkflowIdInUseException,"
                + "child(NON_RETRYABLE_FAILURE)<-WorkflowIdInUseException,kid,kid,"
                + "child(NON_RETRYABLE_FAILURE)<-WorkflowIdInUseException");
    }

    @Test
    void aChildCanReplaceAnother() {
        assertThat(play(s -> {
            ChildHandle<String> one = s.workflow.child("Kid", String.class).id("same").start();
            one.started().get();
            ChildHandle<String> two = s.workflow.child("Kid", String.class).id("same").terminateIfRunning().start();
            s.log(shape(one.result().failure()));
            s.log(two.result().get());
            return s.joined();
        })).isEqualTo("child(NON_RETRYABLE_FAILURE)<-TerminatedFailure,kid");
    }

    @Test
    void aClosedChildTakesNoSignal() {
        assertThat(play(s -> {
            ChildHandle<String> child = s.workflow.child("Kid", String.class).id("kid").start();
            child.result().get();
            return failure(() -> child.signal("late"));
        })).startsWith("application(SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED");
    }

    @Test
    void onlyAbandonedChildrenGoOnAfterTheClose() {
        List<String> ran = new ArrayList<>();
        environment.child("Kid", call -> ran.add(call.argument(0, String.class)));
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            for (ParentClosePolicy policy : ParentClosePolicy.values()) {
                s.workflow.child("Kid", String.class, policy.name()).parentClosePolicy(policy).start();
            }
            s.workflow.sleep(Duration.ofSeconds(1));
            return "closed";
        });
        assertThat(run.result()).isEqualTo("closed");
        run.advance(Duration.ofHours(2));
        assertThat(ran).containsExactly("ABANDON");
    }
}
