package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheck.Problem;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.WorkflowHandle;
import io.quarkiverse.activities.workflow.runtime.client.StartupCheck;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.StartupCheckMode;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExport;
import io.quarkiverse.activities.workflow.runtime.journal.JournalExportCodec;
import io.quarkiverse.activities.workflow.runtime.payload.PayloadConversion;
import io.quarkiverse.activities.workflow.runtime.replay.JournalLine;
import io.quarkiverse.activities.workflow.runtime.replay.TaskResult;
import io.quarkiverse.activities.workflow.runtime.replay.WorkflowRun;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRegistry;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;

/** New code against the journals of open runs, in the application of {@link WorkflowRepairTest}. */
abstract class WorkflowChecks extends WorkflowPauses {

    @Inject
    StartupCheck startup;

    @Inject
    WorkflowRegistry registry;

    private String prefix;
    private WorkflowCheckOptions ours;
    private List<WorkflowHandle<String>> open;

    @BeforeEach
    void withoutRunsOfOtherTests() {
        prefix = UUID.randomUUID() + "-";
        ours = WorkflowCheckOptions.all().query("WorkflowId STARTS_WITH '" + prefix + "'");
        open = new ArrayList<>();
    }

    private void open(String type, String argument, int tasks) {
        WorkflowHandle<String> handle = workflows.call(type, String.class, argument).id(prefix + argument).start();
        open.add(handle);
        tasksEventually(handle, tasks);
    }

    private String row(WorkflowHandle<?> handle) {
        RunRow row = store.find(UUID.fromString(handle.runId()), null);
        return row.state() + " " + row.epoch() + " " + row.turn() + " " + row.inbox() + " " + row.seen() + " " + row.readyAt()
                + " " + row.taskAttempt() + " " + row.tail();
    }

    private void terminateAll() {
        open.forEach(handle -> handle.terminate("the test is over"));
    }

    /** W40 */
    @Test
    void aCheckNamesTheRunsThatNewCodeCannotContinue() {
        open("Evolving", "swap1", 2);
        open("Evolving", "swap2", 2);
        open("Evolving", "throw", 2);
        open("Evolving", "fits", 2);
        open("Words", "other", 2);
        assertThat(workflows.check(ours)).isEqualTo(new WorkflowCheck(5, 0, 0, List.of()));
        List<String> before = open.stream().map(this::row).toList();
        int calls = shop.calls("swap1");
        code.broken = true;
        WorkflowCheck check;
        try {
            check = workflows.check(ours);
            assertThatThrownBy(() -> startup.check(StartupCheckMode.FAIL)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot continue").hasMessageContaining("startup-check.mode=warn");
            startup.check(StartupCheckMode.WARN);
        } finally {
            code.broken = false;
        }
        assertThat(check.checked()).isEqualTo(5);
        assertThat(check.failed()).isEqualTo(3);
        assertThat(check.isClean()).isFalse();
        assertThat(check.summary()).contains("cannot continue 3 of 5 open runs");
        assertThat(check.problems()).extracting(Problem::workflowId).containsExactlyInAnyOrder(prefix + "swap1",
                prefix + "swap2", prefix + "throw");
        for (Problem problem : check.problems()) {
            assertThat(problem.workflowType()).isEqualTo("Evolving");
            assertThat(problem.version()).isEqualTo(1);
            if (problem.workflowId().endsWith("throw")) {
                assertThat(problem.task()).isEqualTo(2);
                assertThat(problem.message()).contains("cannot read the answer");
            } else {
                assertThat(problem.task()).isEqualTo(1);
                assertThat(problem.expected()).contains("activity 1 Echo");
                assertThat(problem.found()).contains("activity 1 Refuse");
            }
        }
        // Nothing has changed, and no activity was called
        assertThat(open.stream().map(this::row).toList()).isEqualTo(before);
        assertThat(shop.calls("swap1")).isEqualTo(calls);
        open.get(0).signal("word", "go");
        assertThat(open.get(0).result()).isEqualTo("<swap1>");
        open.remove(0);
        terminateAll();
    }

    @Test
    void anExportedJournalReplaysWithoutTheDatabase() {
        var started = workflows.call(VotingWorkflow.class, w -> w.collect(2)).start();
        var voting = workflows.handle(VotingWorkflow.class, started.workflowId());
        voting.signal(w -> w.vote(new VotingWorkflow.Vote("Anna", 2)));
        int votes = voting.update(w -> w.change(new VotingWorkflow.Vote("Anna", 5)));
        voting.signal("vote", new VotingWorkflow.Vote("Ben", votes));
        voting.result();
        JournalExport journal = JournalExportCodec.decode(voting.exportJournal());
        voting.delete();
        ExecutorService threads = Executors.newCachedThreadPool();
        WorkflowRun run = new WorkflowRun(registry.find("Voting", 1).definition(), journal.start(),
                PayloadConversion.standalone(), registry.find("Voting", 1).stubs(), threads);
        for (JournalLine line : journal.lines()) {
            assertThat(run.replay(line, journal.delivered(line))).isInstanceOf(TaskResult.Decided.class);
        }
        assertThat(run.closing()).isNotNull();
        run.evict();
        threads.shutdown();
    }

    @Test
    void aCheckLeavesOutWhatThisApplicationDoesNotHave() {
        open.add(workflows.call("Elsewhere", String.class, "x").id(prefix + "x").taskQueue("elsewhere").start());
        open.add(workflows.call("Napping", String.class, "PT1H").id(prefix + "y").start());
        WorkflowCheck check = workflows.check(ours);
        assertThat(check.unknown()).isEqualTo(1);
        assertThat(check.checked()).isEqualTo(1);
        assertThat(check.isClean()).isTrue();
        assertThat(check.summary()).isEqualTo("This application can continue all 1 open runs that were checked");
        terminateAll();
    }

    @Test
    void aCheckCanBeLimited() {
        open("Words", "a", 2);
        open("Words", "b", 2);
        open("Evolving", "c", 2);
        assertThat(workflows.check(ours.mostPerType(1)).checked()).isEqualTo(2);
        assertThatThrownBy(() -> ours.mostPerType(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workflows.check(ours.query("Nonsense = 7"))).isInstanceOf(IllegalArgumentException.class);
        terminateAll();
    }
}
