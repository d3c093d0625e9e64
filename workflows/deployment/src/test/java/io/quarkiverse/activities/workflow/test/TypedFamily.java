package io.quarkiverse.activities.workflow.test;

import io.quarkiverse.activities.workflow.ChildHandle;
import io.quarkiverse.activities.workflow.ExternalWorkflow;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** A parent and its child as classes that the build finds, which call each other on stubs. */
public final class TypedFamily {

    private TypedFamily() {
    }

    @Workflow
    public static class Shipment {

        private final WorkflowContext workflow;

        Shipment(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        public String ship(String content) {
            ChildHandle<String> parcel = workflow.child(Parcel.class, p -> p.send(content)).start();
            parcel.signal(Parcel.class, p -> p.to("Ann"));
            ExternalWorkflow external = workflow.external(parcel.workflowId());
            external.signal(Parcel.class, p -> p.from(workflow.info().workflowType()));
            return parcel.result().get();
        }
    }

    @Workflow
    public static class Parcel {

        private final WorkflowContext workflow;
        private String sender;
        private String receiver;

        Parcel(WorkflowContext workflow) {
            this.workflow = workflow;
        }

        @WorkflowMethod
        public String send(String content) {
            workflow.await(() -> sender != null && receiver != null);
            return content + " from " + sender + " to " + receiver;
        }

        @SignalMethod
        public void from(String newSender) {
            sender = newSender;
        }

        @SignalMethod
        public void to(String newReceiver) {
            receiver = newReceiver;
        }
    }
}
