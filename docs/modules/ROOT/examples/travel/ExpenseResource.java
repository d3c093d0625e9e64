package travel;

import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import travel.ExpenseReport.Decision;

@Path("/expenses/{report}")
public class ExpenseResource {

    @Inject
    WorkflowClient workflows;

    @POST
    public void submit(@RestPath long report) {
        workflows.call(ExpenseReport.class, e -> e.handle(report)).id("expenses-" + report).start();
    }

    // tag::signal[]
    @POST
    @Path("/decision")
    @Transactional
    public void decide(@RestPath long report, Decision decision) {
        workflows.handle(ExpenseReport.class, "expenses-" + report).signal(e -> e.decide(decision));
    }
    // end::signal[]

    // tag::request-id[]
    public void decideOnce(long report, Decision decision, String messageId) {
        workflows.handle(ExpenseReport.class, "expenses-" + report)
                .signal(RequestOptions.create().requestId(messageId), e -> e.decide(decision));
    }
    // end::request-id[]

    // tag::query[]
    @GET
    @Path("/reminders")
    public int reminders(@RestPath long report) {
        return workflows.handle(ExpenseReport.class, "expenses-" + report).query(e -> e.reminders());
    }
    // end::query[]
}
