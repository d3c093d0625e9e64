package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;

/** An update of a run, and those who wait for it. */
final class EngineUpdate {

    private static final String CLOSED = "Workflow Update failed because the Workflow completed before the Update completed.";

    private record Waiter(boolean forAcceptance, Consumer<ObjectNode> answer) {
    }

    private final List<Waiter> waiters = new ArrayList<>();
    private boolean accepted;
    private ObjectNode outcome;

    void await(boolean forAcceptance, Consumer<ObjectNode> answer) {
        waiters.add(new Waiter(forAcceptance, answer));
        tell();
    }

    boolean isAccepted() {
        return accepted;
    }

    void accepted() {
        accepted = true;
        tell();
    }

    void completed(Payload result, FailureChain failure) {
        if (failure != null) {
            failed(FailureView.of(failure));
            return;
        }
        ObjectNode answer = JsonConversion.MAPPER.createObjectNode();
        answer.set("value", JsonConversion.tree(result));
        outcome = answer;
        tell();
    }

    void rejected(FailureChain failure) {
        failed(FailureView.of(failure));
    }

    private void failed(JsonNode cause) {
        outcome = JsonConversion.MAPPER.createObjectNode().put("error", "WorkflowUpdateException");
        outcome.set("cause", cause);
        tell();
    }

    void runClosed() {
        if (outcome != null) {
            return;
        }
        if (accepted) {
            failed(JsonConversion.MAPPER.createObjectNode().put("kind", "application").put("message", CLOSED)
                    .put("type", "AcceptedUpdateCompletedWorkflow").put("nonRetryable", true));
        } else {
            outcome = Answers.notFound();
            tell();
        }
    }

    private void tell() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (outcome != null) {
                waiters.remove(waiter);
                waiter.answer.accept(outcome.deepCopy());
            } else if (waiter.forAcceptance && accepted) {
                waiters.remove(waiter);
                waiter.answer.accept(JsonConversion.MAPPER.createObjectNode().put("accepted", true));
            }
        }
    }
}
