package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Journals of runs in virtual time that changed code replays. */
class TestWorkflowChangedCodeTest extends ScriptedRuns {

    @Test
    void oldRunsAreNotPatched() {
        ScriptedWorkflow.onSignal = (s, v) -> s.count++;
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.log(s.workflow.activity("Ok", String.class).execute());
            s.workflow.await(() -> s.count > 0);
            s.log(s.workflow.activity("Ok", String.class).execute());
            s.workflow.await(() -> s.count > 1);
            return s.joined();
        });
        run.advance(Duration.ZERO);
        run.signal(s -> s.go(""));
        run.advance(Duration.ZERO);
        String journal = run.exportJournal();
        List<Object> seen = new ArrayList<>();
        ScriptedWorkflow.code = s -> {
            boolean first = s.workflow.patched("new");
            if (first) {
                s.workflow.sleep(Duration.ofMinutes(1));
            }
            s.workflow.activity("Ok", String.class, "another argument").execute();
            s.workflow.await(() -> s.count > 0);
            seen.add(first);
            seen.add(s.workflow.patched("new"));
            seen.add(s.workflow.version("middle", -1, 2));
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.await(() -> s.count > 1);
            return "";
        };
        WorkflowReplayer.replay(ScriptedWorkflow.class, journal);
        assertThat(seen).containsExactly(false, false, -1);
    }

    @Test
    void aPatchCanBeRemoved() {
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            if (s.workflow.patched("new")) {
                s.workflow.activity("Ok", String.class).execute();
            }
            s.workflow.sleep(Duration.ofMinutes(1));
            return "x";
        });
        run.result();
        ScriptedWorkflow.code = s -> {
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.sleep(Duration.ofMinutes(2));
            return "y";
        };
        WorkflowReplayer.replay(ScriptedWorkflow.class, run.exportJournal());
    }

    @Test
    void onlyKindsTypesAndOrderMustFit() {
        ScriptedWorkflow.onSignal = (s, v) -> s.flag = true;
        TestWorkflowRun<ScriptedWorkflow, String> run = start(s -> {
            s.workflow.local("Local", String.class).execute();
            s.workflow.sideEffect(String.class, () -> "side");
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.activity("Bad", String.class).start();
            s.workflow.sleep(Duration.ofMinutes(1));
            s.waitForFlag();
            return "x";
        });
        run.advance(Duration.ofMinutes(2));
        String journal = run.exportJournal();
        ScriptedWorkflow.code = s -> { // local renamed, longer timer, more arguments, more code afterwards
            s.workflow.step("other", String.class, () -> "never");
            s.workflow.sideEffect(String.class, () -> "never");
            s.workflow.activity("Ok", String.class, 1, 2, 3).startToCloseTimeout(Duration.ofSeconds(3)).execute();
            s.workflow.activity("Bad", String.class).start();
            s.workflow.sleep(Duration.ofDays(1));
            s.waitForFlag();
            return s.workflow.activity("Ok", String.class).execute();
        };
        WorkflowReplayer.replay(ScriptedWorkflow.class, journal);
        List<ScriptedWorkflow.Code> misfits = List.of(s -> { // side effect removed
            s.workflow.local("Local", String.class).execute();
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.activity("Bad", String.class).start();
            s.workflow.sleep(Duration.ofMinutes(1));
            s.waitForFlag();
            return "x";
        }, s -> { // order swapped
            s.workflow.local("Local", String.class).execute();
            s.workflow.sideEffect(String.class, () -> "side");
            s.workflow.activity("Bad", String.class).start();
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.sleep(Duration.ofMinutes(1));
            s.waitForFlag();
            return "x";
        }, s -> { // a command more
            s.workflow.local("Local", String.class).execute();
            s.workflow.sideEffect(String.class, () -> "side");
            s.workflow.activity("Ok", String.class).execute();
            s.workflow.activity("Bad", String.class).start();
            s.workflow.timer(Duration.ofMinutes(3));
            s.workflow.sleep(Duration.ofMinutes(1));
            s.waitForFlag();
            return "x";
        });
        for (ScriptedWorkflow.Code misfit : misfits) {
            ScriptedWorkflow.code = misfit;
            assertThatThrownBy(() -> WorkflowReplayer.replay(ScriptedWorkflow.class, journal))
                    .isInstanceOf(AssertionError.class);
        }
    }
}
