package io.quarkiverse.activities.it;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Holds threads of Quarkus's worker pool. */
@Path("/worker-pool")
public class WorkerPoolResource {

    /** {@return the name of the thread that was blocked for this time} */
    @POST
    @Path("/block")
    public String block(@QueryParam("millis") long millis) throws InterruptedException {
        Thread.sleep(millis);
        return Thread.currentThread().getName();
    }
}
