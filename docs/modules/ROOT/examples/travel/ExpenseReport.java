package travel;

import java.time.Duration;

import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

// tag::workflow[]
@Workflow
public class ExpenseReport {

    private final WorkflowContext workflow;
    private final Expenses expenses;
    private Decision decision; // <1>
    private int reminders;

    ExpenseReport(WorkflowContext workflow, Expenses expenses) {
        this.workflow = workflow;
        this.expenses = expenses;
    }

    @WorkflowMethod
    public String handle(long report) {
        expenses.askForDecision(report); // <2>
        while (!workflow.await(Duration.ofDays(1), () -> decision != null)) { // <3>
            if (reminders == 5) {
                return "Nobody decided";
            }
            expenses.remind(report, ++reminders);
        }
        if (decision.approved()) {
            workflow.sleep(Duration.ofDays(7)); // <4>
            expenses.payBack(report);
        }
        return decision.toString();
    }

    @SignalMethod
    public void decide(Decision newDecision) { // <5>
        if (decision == null) {
            decision = newDecision;
        }
    }

    // tag::query[]
    @QueryMethod
    public int reminders() { // <6>
        return reminders;
    }
    // end::query[]

    public record Decision(boolean approved, String by) {
    }
}
// end::workflow[]
