package io.quarkiverse.activities.workflow.test;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A workflow whose code is set by each test. */
@Workflow(name = "Scripted")
class ScriptedWorkflow {

    interface Code {
        Object run(ScriptedWorkflow s) throws Exception;
    }

    interface Handler {
        void handle(ScriptedWorkflow s, String value) throws Exception;
    }

    interface Answer {
        Object answer(ScriptedWorkflow s, String value) throws Exception;
    }

    static Code code;
    static Handler onSignal;
    static Answer onUpdate;
    static Handler onCheck;
    static Answer onQuery;

    final WorkflowContext workflow;
    private final List<String> log = new ArrayList<>();
    boolean flag;
    int count;

    ScriptedWorkflow(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    /** Signals are logged, updates return their argument, and queries return the log. */
    static void useDefaults() {
        code = s -> null;
        onSignal = (s, value) -> s.log("signal " + value);
        onUpdate = (s, value) -> value;
        onCheck = (s, value) -> {
        };
        onQuery = (s, value) -> s.joined();
    }

    void log(String line) {
        log.add(line);
    }

    String joined() {
        return String.join(",", log);
    }

    void waitForFlag() {
        workflow.await(() -> flag);
    }

    @WorkflowMethod
    String run() throws Exception {
        return text(code.run(this));
    }

    @SignalMethod
    void go(String value) throws Exception {
        onSignal.handle(this, value);
    }

    @UpdateMethod
    String change(String value) throws Exception {
        return text(onUpdate.answer(this, value));
    }

    @UpdateValidator("change")
    void check(String value) throws Exception {
        onCheck.handle(this, value);
    }

    @QueryMethod
    String ask(String value) throws Exception {
        return text(onQuery.answer(this, value));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
