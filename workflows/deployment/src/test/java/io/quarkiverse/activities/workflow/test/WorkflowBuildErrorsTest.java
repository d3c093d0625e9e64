package io.quarkiverse.activities.workflow.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.sql.Connection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkus.test.QuarkusUnitTest;

class WorkflowBuildErrorsTest {

    private static final String REPLAYED = ". Workflow code is replayed and must get the same values each time: use it in an"
            + " activity or in a step, or pass its value as an argument of the workflow";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest().withApplicationRoot(jar -> {
    }).overrideConfigKey("quarkus.datasource.db-kind", "h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:workflow_errors")
            .assertException(WorkflowBuildErrorsTest::check);

    private static void check(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        collect(thrown, text);
        assertThat(text.toString()).contains(
                "Methods#privately: is private; make it public or package-private",
                "Methods#statically: is static; make it a method of the instance",
                "Methods#finally_: is final, so that stubs cannot override it; remove final",
                "Methods#generic: is generic",
                "Methods#twice: has several annotations for the kind of the method; keep one",
                "Methods: has 2 workflow methods (one, two); keep @WorkflowMethod on one of them",
                "Methods#telling: returns java.lang.String, but nobody can get the result of a signal; make it void, or an"
                        + " @UpdateMethod",
                "Methods#mute: returns nothing, but a query must answer",
                "Methods#approve2: is a signal of the name 'approve', and so is " + Methods.class.getName()
                        + "#approve; give one of them another name",
                "Methods#stream: the parameter type java.io.InputStream can never be a payload; pass the bytes",
                "Methods#connections: the parameter type java.sql.Connection can never be a payload; inject it",
                "Methods#promise: the result type " + Promise.class.getName() + " can never be a payload; pass the value",
                "Methods#context: the parameter type " + WorkflowContext.class.getName()
                        + " can never be a payload; take it in the constructor",
                "Methods#activities: the parameter type " + Payments.class.getName()
                        + " has activities and can never be a payload; take it in the constructor",
                "Methods#noUpdate: validates the update 'missing', but there is none; use one of [promise, redirect]",
                "Methods#otherParameters: takes [java.lang.Integer], but the update 'redirect' takes [java.lang.String]; use the"
                        + " same parameters",
                "Methods#transactionally: is @Transactional, which has no effect in a workflow",
                "Empty: has no workflow method; put @WorkflowMethod on",
                "Stray#lonely: has no effect, because its class is not a workflow; put @Workflow on",
                "FinalOne: is final, so that it cannot have a stub; remove final",
                "AbstractOne: is abstract; put @Workflow on the classes that extend it",
                "InnerOne: is an inner class; make it static",
                "Bean: is a CDI bean, but the engine creates an instance for each run; remove its scope",
                "WithActivity: is a CDI bean",
                "Blank: The Workflow Type is blank",
                "Blank: version 0 is less than 1",
                "Workflow Type 'Twice' has two definitions of version 3, " + TwiceA.class.getName() + " and "
                        + TwiceB.class.getName() + "; give one of them another @Workflow(name) or version",
                "Injected: the field entities is annotated with @Inject" + REPLAYED,
                "Injected: the field limit is annotated with @ConfigProperty" + REPLAYED,
                "Injected: the method init is annotated with @Inject" + REPLAYED,
                "Configured: the parameter limit of the constructor is annotated with @ConfigProperty" + REPLAYED,
                "Client: the parameter client of the constructor has the type " + ActivityClient.class.getName()
                        + ", which is neither WorkflowContext, nor an activity class, nor an argument of the workflow method"
                        + REPLAYED,
                "SomeArguments: the constructor takes the arguments [java.lang.String], but the workflow method takes"
                        + " [java.lang.String, java.lang.Integer]; take all of them, in the same order, or none",
                "Constructors: has several constructors; keep one",
                "PrivateConstructor: has a private constructor; make it package-private",
                "StubOptions: the parameter text of the constructor is a stub, but java.lang.String has no activity methods",
                "StubOptions: the parameter both of the constructor has both @ActivityStub and @LocalActivityStub; keep one",
                "StubOptions: the parameter context of the constructor is the WorkflowContext, not a stub; remove the annotation",
                "StubOptions: the parameter elsewhere of the constructor is a local stub, but no class of this application"
                        + " implements " + Elsewhere.class.getName() + "; use @ActivityStub to call it in another application",
                "StubOptions: the stub slow: startToCloseTimeout 'soon' is not a duration").doesNotContain("${queue}");
    }

    private static void collect(Throwable thrown, StringBuilder text) {
        for (Throwable current = thrown; current != null; current = current.getCause()) {
            text.append(current.getMessage()).append('\n');
            for (Throwable suppressed : current.getSuppressed()) {
                collect(suppressed, text);
            }
        }
    }

    @Test
    void buildMustFail() {
        throw new AssertionError("the build should have failed");
    }

    static class Payments {

        @Activity
        void charge() {
        }
    }

    interface Elsewhere {

        @Activity
        void work();
    }

    @Workflow
    static class Methods {

        @SignalMethod
        private void privately() {
        }

        @SignalMethod
        static void statically() {
        }

        @SignalMethod
        final void finally_() {
        }

        @SignalMethod
        <T> void generic(T any) {
        }

        @SignalMethod
        @QueryMethod
        String twice() {
            return null;
        }

        @WorkflowMethod
        void one() {
        }

        @WorkflowMethod
        void two() {
        }

        @SignalMethod
        String telling() {
            return null;
        }

        @QueryMethod
        void mute() {
        }

        @SignalMethod
        void approve() {
        }

        @SignalMethod(name = "approve")
        void approve2() {
        }

        @SignalMethod
        void stream(InputStream in) {
        }

        @SignalMethod
        void connections(List<Connection[]> in) {
        }

        @UpdateMethod
        Promise<String> promise() {
            return null;
        }

        @SignalMethod
        void context(WorkflowContext in) {
        }

        @SignalMethod
        void activities(Payments in) {
        }

        @UpdateMethod
        void redirect(String address) {
        }

        @UpdateValidator("missing")
        void noUpdate() {
        }

        @UpdateValidator("redirect")
        void otherParameters(Integer in) {
        }

        @SignalMethod
        @Transactional
        void transactionally() {
        }
    }

    @Workflow
    static class Empty {
    }

    static class Stray {

        @SignalMethod
        void lonely() {
        }
    }

    static class Good {

        @WorkflowMethod
        void run() {
        }
    }

    @Workflow
    static final class FinalOne extends Good {
    }

    @Workflow
    abstract static class AbstractOne extends Good {
    }

    @Workflow
    class InnerOne extends Good {
    }

    @Workflow
    @ApplicationScoped
    static class Bean extends Good {
    }

    @Workflow
    static class WithActivity extends Good {

        @Activity
        void work() {
        }
    }

    @Workflow(name = " ", version = 0)
    static class Blank extends Good {
    }

    @Workflow(name = "Twice", version = 3)
    static class TwiceA extends Good {
    }

    @Workflow(name = "Twice", version = 3)
    static class TwiceB extends Good {
    }

    @Workflow
    static class Injected extends Good {

        @Inject
        EntityManager entities;
        @ConfigProperty(name = "limit")
        int limit;

        @Inject
        void init(ActivityClient client) {
        }
    }

    @Workflow
    static class Configured {

        Configured(@ConfigProperty(name = "limit") int limit) {
        }

        @WorkflowMethod
        void run(int other) {
        }
    }

    @Workflow
    static class Client extends Good {

        Client(ActivityClient client) {
        }
    }

    @Workflow
    static class SomeArguments {

        SomeArguments(String first) {
        }

        @WorkflowMethod
        void run(String first, Integer second) {
        }
    }

    @Workflow
    static class Constructors extends Good {

        Constructors() {
        }

        Constructors(WorkflowContext context) {
        }
    }

    @Workflow
    static class PrivateConstructor extends Good {

        private PrivateConstructor() {
        }
    }

    @Workflow
    static class StubOptions extends Good {

        StubOptions(@ActivityStub String text, @ActivityStub @LocalActivityStub Payments both,
                @ActivityStub(startToCloseTimeout = "soon") Payments slow,
                @ActivityStub(taskQueue = "${queue}") Payments configured, @ActivityStub WorkflowContext context,
                @LocalActivityStub Elsewhere elsewhere) {
        }
    }
}
