package webhook;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.failure.ActivityCompletionException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.ApplicationFailure;

// tag::resource[]
@Path("/charges")
@RolesAllowed("gateway") // <1>
public class ChargeResource {

    @Inject
    ActivityClient activities;

    @POST
    @Path("/completed")
    public void completed(@RestHeader("Task-Token") String token, String receipt) { // <2>
        attempt(token).complete(receipt);
    }

    @POST
    @Path("/failed")
    public void failed(@RestHeader("Task-Token") String token, String reason) {
        attempt(token).fail(ApplicationFailure.newFailure(reason, "GatewayFailed")); // <3>
    }

    @POST
    @Path("/in-progress")
    public void inProgress(@RestHeader("Task-Token") String token, String step) {
        attempt(token).heartbeat(step); // <4>
    }

    @POST
    @Path("/canceled")
    public void canceled(@RestHeader("Task-Token") String token, String details) {
        attempt(token).reportCanceled(details);
    }

    private ActivityCompletion attempt(String token) {
        return activities.completion(token).identity("card-gateway");
    }

    @ServerExceptionMapper
    Response attemptEnded(ActivityNotExistsException e) { // <5>
        return Response.status(Status.GONE).build();
    }

    @ServerExceptionMapper
    Response shouldStop(ActivityCompletionException e) { // <6>
        return Response.status(Status.CONFLICT).entity(e.getClass().getSimpleName()).build();
    }

    @ServerExceptionMapper
    Response badRequest(IllegalArgumentException e) { // <7>
        return Response.status(Status.BAD_REQUEST).build();
    }
}
// end::resource[]
