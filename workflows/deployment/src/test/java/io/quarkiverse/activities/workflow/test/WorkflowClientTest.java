package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.IdReusePolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.TypedWorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;
import io.quarkiverse.activities.workflow.test.VotingWorkflow.Vote;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.QuarkusUnitTest;

/** The client of workflows: calls, handles, typed messages, and bad input. */
@Tag("each-database")
@Timeout(60)
class WorkflowClientTest extends WorkflowUpdates {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.app("workflow_client").withApplicationRoot(jar -> jar
            .addClasses(VotingWorkflow.class, WorkflowUpdates.class, WorkflowFinding.class, Vote.class, TestDatabase.class))
            .overrideConfigKey("quarkus.activities.payload.max-size", "4K")
            .overrideConfigKey("quarkus.activities.payload.warn-size", "3K");

    private static final TypeLiteral<List<Vote>> VOTES = new TypeLiteral<>() {
    };
    private static final Vote ANNA = new Vote("Anna", 2);

    private WorkflowHandle<List<Vote>> start(int votes) {
        return workflows.call(VotingWorkflow.class, w -> w.collect(votes)).start();
    }

    private TypedWorkflowHandle<VotingWorkflow> typed(WorkflowHandle<?> handle) {
        return workflows.handle(VotingWorkflow.class, handle.workflowId(), handle.runId());
    }

    // Calls and messages

    @Test
    void messagesAreTyped() {
        TypedWorkflowHandle<VotingWorkflow> handle = typed(start(2));
        handle.signal(w -> w.vote(ANNA));
        await().until(() -> handle.query(w -> w.votes()).size() == 1);
        int weight = handle.query(w -> w.weightOf("Anna"));
        assertThat(weight).isEqualTo(2);
        handle.signal(w -> w.vote(new Vote("Ben", 1)));
        assertThat(handle.result()).isEqualTo(List.of(ANNA, new Vote("Ben", 1)));
    }

    @Test
    void aQueryShowsTheSignalsThatWereSentBefore() {
        TypedWorkflowHandle<VotingWorkflow> handle = typed(start(20));
        for (int i = 1; i < 20; i++) {
            handle.signal(w -> w.vote(ANNA));
            List<Vote> votes = handle.query(w -> w.votes());
            assertThat(votes).hasSize(i);
        }
        handle.signal(w -> w.vote(ANNA));
        assertThat(handle.result()).isEqualTo(Collections.nCopies(20, ANNA));
    }

    @Test
    void anotherApplicationNeedsOnlyNames() {
        String id = UUID.randomUUID().toString();
        WorkflowHandle<List<Vote>> handle = workflows.call("Voting", VOTES, 1).id(id).start();
        handle.signal("vote", ANNA);
        assertThat(handle.result()).containsExactly(ANNA);
        assertThat(workflows.handle(id).query("votes", VOTES)).containsExactly(ANNA);
        assertThat(workflows.handle(id, handle.runId(), List.class).result()).hasSize(1);
        assertThat(workflows.handle(VotingWorkflow.class, id).result()).isEqualTo(List.of(ANNA));
    }

    @Test
    void resultsCanBeAwaitedForATimeOrWithoutAThread() throws Exception {
        WorkflowHandle<List<Vote>> handle = start(1);
        assertThatThrownBy(() -> handle.result(Duration.ofMillis(50))).isInstanceOf(TimeoutException.class)
                .hasMessageContaining("still open");
        typed(handle).signal(w -> w.vote(ANNA));
        assertThat(handle.result(Duration.ofSeconds(30))).containsExactly(ANNA);
        var executed = workflows.call(VotingWorkflow.class, w -> w.collect(0)).executeAsync();
        assertThat(executed.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEmpty();
        var started = workflows.call(VotingWorkflow.class, w -> w.collect(0)).startAsync();
        assertThat(started.toCompletableFuture().get(30, TimeUnit.SECONDS).result()).isEmpty();
        assertThat(workflows.call(VotingWorkflow.class, w -> w.collect(0)).execute()).isEmpty();
    }

    @Test
    void aSignalWithARequestIdArrivesOnce() {
        TypedWorkflowHandle<VotingWorkflow> handle = typed(start(2));
        RequestOptions request = RequestOptions.create().requestId("vote-of-anna");
        handle.signal(request, w -> w.vote(ANNA));
        handle.signal(request, w -> w.vote(ANNA));
        handle.signal("vote", new Vote("Ben", 1));
        assertThat(handle.result()).isEqualTo(List.of(ANNA, new Vote("Ben", 1)));
        handle.signal(request, w -> w.vote(ANNA)); // its caller does not know that it has arrived
        QuarkusTransaction.requiringNew().run(() -> handle.signal(request, w -> w.vote(ANNA)));
        RequestOptions late = RequestOptions.create().requestId("too-late");
        assertThatExceptionOfType(WorkflowNotFoundException.class).isThrownBy(() -> handle.signal(late, w -> w.vote(ANNA)));
        assertThatExceptionOfType(WorkflowNotFoundException.class).isThrownBy(
                () -> QuarkusTransaction.requiringNew().run(() -> handle.signal(late, w -> w.vote(ANNA))));
    }

    // Start and signal

    @Test
    void signalWithStartStartsOrSignals() {
        String id = UUID.randomUUID().toString();
        WorkflowHandle<List<Vote>> started = workflows.call(VotingWorkflow.class, w -> w.collect(2)).id(id)
                .signalWithStart(VotingWorkflow.class, w -> w.vote(ANNA));
        WorkflowHandle<List<Vote>> signaled = workflows.call(VotingWorkflow.class, w -> w.collect(2)).id(id)
                .signalWithStart("vote", new Vote("Ben", 1));
        assertThat(signaled.runId()).isEqualTo(started.runId());
        assertThat(started.result()).containsExactly(ANNA, new Vote("Ben", 1));
        WorkflowHandle<List<Vote>> next = workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id)
                .signalWithStart("vote", ANNA);
        assertThat(next.runId()).isNotEqualTo(started.runId());
        assertThat(next.result()).containsExactly(ANNA);
        assertThatThrownBy(() -> workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id)
                .reusePolicy(IdReusePolicy.REJECT_DUPLICATE).signalWithStart("vote", ANNA))
                .isInstanceOf(WorkflowAlreadyStartedException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.call(VotingWorkflow.class, w -> w.collect(1))
                .conflictPolicy(IdConflictPolicy.FAIL).signalWithStart("vote", ANNA)).withMessageContaining("cannot be FAIL");
    }

    @Test
    void signalWithStartIsRepeatable() {
        String id = UUID.randomUUID().toString();
        String first = null;
        for (int i = 0; i < 3; i++) {
            WorkflowHandle<List<Vote>> handle = workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id)
                    .requestId("once").signalWithStart("vote", ANNA);
            assertThat(first == null || first.equals(handle.runId())).isTrue();
            first = handle.runId();
            assertThat(handle.result()).containsExactly(ANNA);
        }
    }

    @Test
    void signalWithStartJoinsTheTransactionAndEndsAStartDelay() {
        String id = UUID.randomUUID().toString();
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id).signalWithStart("vote", ANNA);
            throw new IllegalArgumentException("roll back");
        })).hasMessageContaining("roll back");
        assertThatThrownBy(() -> workflows.handle(id).describe()).isInstanceOf(WorkflowNotFoundException.class);
        workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id).startDelay(Duration.ofHours(1)).start();
        QuarkusTransaction.requiringNew()
                .run(() -> workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id).signalWithStart("vote", ANNA));
        assertThat(workflows.handle(VotingWorkflow.class, id).result()).isEqualTo(List.of(ANNA));
    }

    @Test
    void aTransactionWithTheSameIdStallsNoOtherStart() throws Exception {
        String id = UUID.randomUUID().toString();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch rollBack = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
            workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id).start();
            started.countDown();
            try {
                rollBack.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            QuarkusTransaction.setRollbackOnly();
        }));
        started.await();
        CompletableFuture<WorkflowHandle<List<Vote>>> waits = workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(id)
                .startAsync().toCompletableFuture();
        List<CompletableFuture<WorkflowHandle<List<Vote>>>> others = IntStream.range(0, 20)
                .mapToObj(i -> workflows.call(VotingWorkflow.class, w -> w.collect(1)).startAsync().toCompletableFuture())
                .toList();
        others.forEach(other -> assertThat(other).succeedsWithin(Duration.ofSeconds(10)));
        assertThat(waits).isNotDone();
        rollBack.countDown();
        assertThat(slow).failsWithin(Duration.ofSeconds(10));
        waits.get().signal("vote", ANNA);
        assertThat(waits.get().result()).containsExactly(ANNA);
        others.forEach(other -> other.join().terminate("the test is over"));
    }

    @Test
    void startsAtTheSameTimeAreDecidedOneByOne() {
        String id = UUID.randomUUID().toString();
        workflows.call(VotingWorkflow.class, w -> w.collect(2)).id(id).start();
        List<CompletableFuture<WorkflowHandle<List<Vote>>>> starts = IntStream.range(0, 20)
                .mapToObj(i -> workflows.call(VotingWorkflow.class, w -> w.collect(1)).id(i % 4 == 0 ? id : id + i)
                        .startAsync().toCompletableFuture())
                .toList();
        for (int i = 0; i < starts.size(); i++) {
            if (i % 4 == 0) {
                assertThat(starts.get(i)).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                        .withCauseInstanceOf(WorkflowAlreadyStartedException.class);
            } else {
                starts.get(i).join().signal("vote", ANNA);
                assertThat(starts.get(i).join().result()).containsExactly(ANNA);
            }
        }
        workflows.handle(id).terminate("the test is over");
    }

    @Test
    void aSlowTransactionThatHasSignaledStallsNothing() throws Exception {
        TypedWorkflowHandle<VotingWorkflow> handle = typed(start(2));
        await().until(() -> handle.describe().tasks() == 1);
        CountDownLatch signaled = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew().run(() -> {
            handle.signal(w -> w.vote(ANNA));
            signaled.countDown();
            try {
                commit.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        signaled.await();
        for (int i = 0; i < 20; i++) {
            assertThat(workflows.call(VotingWorkflow.class, w -> w.collect(0)).execute()).isEmpty();
        }
        if (TestDatabase.isPostgresql()) {
            // H2 has only one kind of lock, so this run waits there
            handle.signal(w -> w.vote(new Vote("Ben", 1)));
            await().until(() -> handle.query(w -> w.votes()).size() == 1);
            handle.signal(w -> w.vote(new Vote("Cleo", 1)));
        }
        commit.countDown();
        slow.get();
        if (!TestDatabase.isPostgresql()) {
            handle.signal(w -> w.vote(new Vote("Ben", 1)));
        }
        assertThat((List<?>) handle.result()).hasSizeGreaterThanOrEqualTo(2).asString().contains("Anna", "Ben");
    }

    // Bad input

    @Test
    void lambdasMustCallTheRightKindOfMethod() {
        TypedWorkflowHandle<VotingWorkflow> handle = workflows.handle(VotingWorkflow.class, "any");
        assertThatIllegalArgumentException().isThrownBy(() -> handle.signal(w -> w.votes()))
                .withMessage(VotingWorkflow.class.getName() + "#votes is a query, but this call needs a signal");
        assertThatIllegalArgumentException().isThrownBy(() -> handle.query(w -> {
            w.vote(ANNA);
            return null;
        })).withMessageContaining("vote is a signal, but this call needs a query");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.call(VotingWorkflow.class, w -> w.votes()))
                .withMessageContaining("votes is a query, but this call needs the workflow method");
    }

    @Test
    void argumentsMustFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.call("Voting", VOTES, "one").start())
                .withMessageContaining("Argument 1 must be of type int, but is of type java.lang.String");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.call("Voting", VOTES, 1, 2).start())
                .withMessageContaining("takes 1 arguments, but 2 were given");
        WorkflowHandle<List<Vote>> handle = start(1);
        assertThatIllegalArgumentException().isThrownBy(() -> handle.signal("vote", "Anna"))
                .withMessageContaining("must be of type " + Vote.class.getName());
        assertThatIllegalArgumentException().isThrownBy(() -> handle.query("weightOf", Integer.class, 7))
                .withMessageContaining("must be of type java.lang.String");
        handle.signal("vote", ANNA);
        assertThat(handle.result()).containsExactly(ANNA);
    }

    @Test
    void messagesThatNobodyHandlesHarmNothing() {
        WorkflowHandle<List<Vote>> handle = start(1);
        handle.signal("veto", "Anna");
        await().until(() -> handle.history().events().stream()
                .anyMatch(event -> event.type() == WorkflowEventType.WORKFLOW_EXECUTION_SIGNALED));
        assertThatIllegalArgumentException().isThrownBy(() -> handle.query("vetoes", List.class))
                .withMessageContaining("Unknown query type: vetoes. Workflow type 'Voting' has no such query");
        handle.signal("vote", ANNA);
        assertThat(handle.result()).containsExactly(ANNA);
    }

    @Test
    void payloadsMustNotBeTooLarge() {
        String large = "x".repeat(5_000);
        String limit = "more than the limit of 4096. Store it elsewhere and pass a reference, or raise"
                + " quarkus.activities.payload.max-size";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> workflows.call("Elsewhere", String.class, large).taskQueue("elsewhere").start())
                .withMessageContaining("The input of workflow Elsewhere takes").withMessageContaining(limit);
        TypedWorkflowHandle<VotingWorkflow> handle = typed(start(1));
        assertThatIllegalArgumentException().isThrownBy(() -> handle.signal(w -> w.vote(new Vote(large, 1))))
                .withMessageContaining("The payload of signal vote takes").withMessageContaining(limit);
        assertThatIllegalArgumentException().isThrownBy(() -> handle.query(w -> w.weightOf(large)))
                .withMessageContaining("The payload of query weightOf takes");
        handle.signal(w -> w.vote(ANNA));
        assertThat(handle.result()).isEqualTo(List.of(ANNA));
    }

    @Test
    void typesAndIdsMustBeKnown() {
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.call("Vothing", VOTES, 1).start())
                .withMessageContaining("no workflow of type 'Vothing'. Its types are [Voting]");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.handle("any", "not-a-run"))
                .withMessageContaining("'not-a-run' is not a run ID");
        assertThatIllegalArgumentException().isThrownBy(() -> workflows.handle(""));
        WorkflowHandle<?> nobody = workflows.handle("nobody");
        assertThatThrownBy(nobody::result).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(nobody::describe).hasMessage("There is no workflow 'nobody'");
        assertThatThrownBy(() -> nobody.signal("vote", ANNA)).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(() -> nobody.cancel("x")).isInstanceOf(WorkflowNotFoundException.class);
        assertThatThrownBy(() -> nobody.terminate("x")).isInstanceOf(WorkflowNotFoundException.class);
        WorkflowHandle<List<Vote>> closed = start(0);
        closed.result();
        assertThatThrownBy(() -> closed.signal("vote", ANNA)).isInstanceOf(WorkflowNotFoundException.class)
                .hasMessageContaining("is not open: run " + closed.runId() + " is COMPLETED");
    }

    @Test
    void aTransactionCannotWaitForWhatItStarted() {
        QuarkusTransaction.requiringNew().run(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> workflows.call(VotingWorkflow.class, w -> w.collect(0)).execute())
                    .withMessageContaining("starts only when this transaction commits");
            WorkflowHandle<List<Vote>> handle = start(0);
            assertThatIllegalStateException().isThrownBy(handle::result).withMessageContaining("Call it after the commit");
            assertThatIllegalStateException().isThrownBy(() -> handle.cancel("x"));
            assertThatIllegalStateException().isThrownBy(() -> workflows.handle(handle.workflowId()).terminate("x"));
        });
    }

    @Test
    void cancellationsDoNotJoinTheTransaction() {
        WorkflowHandle<List<Vote>> handle = start(1);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            handle.cancel("enough");
            throw new IllegalArgumentException("roll back");
        })).hasMessageContaining("roll back");
        assertThatThrownBy(handle::result).hasMessageContaining("CANCELED");
    }
}
