package moving;

import io.quarkiverse.activities.workflow.ActivityFailure;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class AccountTransfer {

    private final WorkflowContext workflow;
    private final Account account; // <1>

    AccountTransfer(WorkflowContext workflow, Account account) {
        this.workflow = workflow;
        this.account = account;
    }

    @WorkflowMethod
    public void transfer(String from, String to, String reference, long cents) {
        account.withdraw(from, reference, cents);
        try {
            account.deposit(to, reference, cents); // <2>
        } catch (ActivityFailure e) {
            workflow.detachedScope(() -> account.refund(from, reference, cents)).run(); // <3>
            throw e;
        }
    }
}
// end::workflow[]
