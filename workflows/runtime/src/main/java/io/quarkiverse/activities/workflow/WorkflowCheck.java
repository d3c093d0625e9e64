package io.quarkiverse.activities.workflow;

import java.util.List;
import java.util.Optional;

/**
 * The findings of {@link WorkflowClient#check(WorkflowCheckOptions)}.
 *
 * @param checked how many open runs were replayed
 * @param unknown how many open runs were not, because this application does not have their Workflow Type and version. They may
 *        be of another application
 * @param failed how many of those that were replayed this application cannot continue
 * @param problems these runs, up to {@link WorkflowCheckOptions#MOST_PROBLEMS}
 */
public record WorkflowCheck(long checked, long unknown, long failed, List<Problem> problems) {

    public WorkflowCheck {
        problems = List.copyOf(problems);
    }

    /**
     * An open run that this application cannot continue.
     *
     * @param workflowId the Workflow Id
     * @param runId the run ID
     * @param workflowType the Workflow Type
     * @param version the version of the definition
     * @param task the number of the Workflow Task in which the code does something else, from 1; 0 if the journal cannot be
     *        read
     * @param expected what the journal says, such as {@code activity 3 Charge}; empty if the code throws an exception, or if
     *        the
     *        journal cannot be read
     * @param found what the code does; empty in the same cases
     * @param message the problem, for people
     */
    public record Problem(String workflowId, String runId, String workflowType, int version, int task,
            Optional<String> expected,
            Optional<String> found, String message) {
    }

    /** {@return whether this application can continue all runs that were checked} */
    public boolean isClean() {
        return failed == 0;
    }

    /** {@return the result in one sentence, with the first problem} */
    public String summary() {
        if (isClean()) {
            return "This application can continue all " + checked + " open runs that were checked";
        }
        Problem first = problems.get(0);
        return "This application cannot continue " + failed + " of " + checked
                + " open runs that were checked. The first is run "
                + first.runId() + " of workflow '" + first.workflowId() + "', of type " + first.workflowType() + ", version "
                + first.version() + ": " + first.message();
    }
}
