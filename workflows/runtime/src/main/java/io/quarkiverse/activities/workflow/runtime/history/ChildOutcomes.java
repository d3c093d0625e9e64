package io.quarkiverse.activities.workflow.runtime.history;

import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.store.ChildNote;
import io.quarkiverse.activities.workflow.runtime.store.RunState;
import io.quarkiverse.activities.workflow.runtime.store.StoredMessage;

/** What the messages about children say. */
final class ChildOutcomes {

    private final PayloadJson payloads;
    private final FailureJson failures;

    ChildOutcomes(PayloadJson payloads, FailureJson failures) {
        this.payloads = payloads;
        this.failures = failures;
    }

    /** {@return the reference of the arrival that the message is, or null if it is not about a child} */
    static String reference(StoredMessage message) {
        return switch (message.kind()) {
            case CHILD_STARTED -> "b" + ChildNote.of(message).number();
            case CHILD_NOT_STARTED -> "n" + ChildNote.of(message).number();
            case CHILD_CLOSED -> "c" + ChildNote.of(message).number();
            default -> null;
        };
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
