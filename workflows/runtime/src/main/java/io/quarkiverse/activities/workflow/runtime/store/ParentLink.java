package io.quarkiverse.activities.workflow.runtime.store;

import java.util.UUID;

import io.quarkiverse.activities.workflow.ParentClosePolicy;

/**
 * The parent of a child workflow.
 *
 * @param number the number of the decision of the parent that started the child
 * @param policy what happens to the child when the parent closes
 */
public record ParentLink(UUID runId, String workflowId, int number, ParentClosePolicy policy) {

    /** The codes in the column. They never change. */
    static int code(ParentClosePolicy policy) {
        return switch (policy) {
            case TERMINATE -> 0;
            case REQUEST_CANCEL -> 1;
            case ABANDON -> 2;
        };
    }

    static ParentClosePolicy policy(int code) {
        return switch (code) {
            case 0 -> ParentClosePolicy.TERMINATE;
            case 1 -> ParentClosePolicy.REQUEST_CANCEL;
            case 2 -> ParentClosePolicy.ABANDON;
            default -> throw new IllegalArgumentException("Unknown parent close policy: " + code);
        };
    }

    /** {@return the values of the columns, in the order of {@link WorkflowSql#PARENT}} */
    static Object[] columns(ParentLink parent) {
        return parent == null ? new Object[] { null, null, 0, (short) 0 }
                : new Object[] { parent.runId, parent.workflowId, parent.number, (short) code(parent.policy) };
    }
}
