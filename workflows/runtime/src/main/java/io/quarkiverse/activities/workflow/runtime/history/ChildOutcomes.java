package io.quarkiverse.activities.workflow.runtime.history;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.store.ChildNote;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;

/** Translates messages about children into types and attributes of history events. */
final class ChildOutcomes {

    private final PayloadJson payloads;
    private final FailureJson failures;

    ChildOutcomes(PayloadJson payloads, FailureJson failures) {
        this.payloads = payloads;
        this.failures = failures;
    }

    static WorkflowEventType type(StoredMessage message) {
        return WorkflowEventType.valueOf("CHILD_WORKFLOW_EXECUTION_" + ChildNote.of(message).word());
    }

    Attributes attributes(StoredMessage message) {
        ChildNote note = ChildNote.of(message);
        return switch (RunState.valueOf(note.word())) {
            case COMPLETED -> Attributes.of("result", payloads.one(Payload.ofNullable(message.payload())));
            case FAILED -> Attributes.of("failure", failures.failure(FailureChainCodec.decode(message.payload())))
                    .with("retryState", ProtoEnums.of(note.retryState()));
            default -> Attributes.of("retryState", ProtoEnums.of(note.retryState()));
        };
    }
}
