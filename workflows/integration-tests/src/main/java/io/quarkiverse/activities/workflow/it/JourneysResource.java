package io.quarkiverse.activities.workflow.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.IdConflictPolicy;
import io.quarkiverse.activities.RequestOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkiverse.activities.workflow.WorkflowDescription;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;

/** Offers {@link WorkflowClient} over HTTP to tests that run in another process. */
@Path("/journeys")
public class JourneysResource {

    @Inject
    WorkflowClient workflows;

    /** Starts a workflow, or finds the one that is open or was started with the same request. {@return the run id} */
    @POST
    @Path("/{id}/start/{shape}/{size}")
    public String start(@PathParam("id") String id, @PathParam("shape") String shape, @PathParam("size") int size,
            @QueryParam("taskTimeout") @DefaultValue("10000") int taskTimeoutMillis) {
        return workflows.call(Journey.class, journey -> journey.travel(shape, size)).id(id).requestId(id)
                .conflictPolicy(IdConflictPolicy.USE_EXISTING).taskTimeout(Duration.ofMillis(taskTimeoutMillis)).start()
                .runId();
    }

    /** Starts many workflows, each in a transaction of its own. */
    @POST
    @Path("/{id}/many/{shape}/{size}")
    public int many(@PathParam("id") String prefix, @PathParam("shape") String shape, @PathParam("size") int size,
            @QueryParam("count") int count) {
        for (int i = 0; i < count; i++) {
            start(prefix + "-" + i, shape, size, 10_000);
        }
        return count;
    }

    @POST
    @Path("/{id}/signal/{word}")
    public void signal(@PathParam("id") String id, @PathParam("word") String word) {
        workflows.handle(id, String.class).signal(RequestOptions.create().requestId(word), "word", word);
    }

    @POST
    @Path("/{id}/queue/{word}")
    public void queue(@PathParam("id") String id, @PathParam("word") String word) {
        workflows.handle(id, String.class).signal(RequestOptions.create().requestId(word), "queue", word);
    }

    /** Starts a workflow in the transaction of this request, so that a node claims it later. */
    @POST
    @Path("/{id}/joined/{shape}/{size}")
    @Transactional
    public void joinedStart(@PathParam("id") String id, @PathParam("shape") String shape, @PathParam("size") int size) {
        workflows.call(Journey.class, journey -> journey.travel(shape, size)).id(id).start();
    }

    /** Signals in the transaction of this request. */
    @POST
    @Path("/{id}/joined/{word}")
    @Transactional
    public void joined(@PathParam("id") String id, @PathParam("word") String word) {
        workflows.handle(id, String.class).signal("word", word);
    }

    @GET
    @Path("/{id}/result")
    public String result(@PathParam("id") String id) throws TimeoutException {
        return workflows.handle(id, String.class).result(Duration.ofMinutes(2));
    }

    @GET
    @Path("/{id}")
    public State describe(@PathParam("id") String id) {
        WorkflowDescription description = workflows.handle(id, String.class).describe();
        return new State(description.status().name(), description.tasks());
    }

    @GET
    @Path("/{id}/progress")
    public Journey.Progress progress(@PathParam("id") String id) {
        return workflows.handle(id, String.class).query("progress", Journey.Progress.class);
    }

    /** {@return the events of the history, by their types} */
    @GET
    @Path("/{id}/history")
    public List<String> history(@PathParam("id") String id) {
        return workflows.handle(id, String.class).history().events().stream().map(event -> event.type().name()).toList();
    }

    @ServerExceptionMapper
    public RestResponse<String> isUnknown(WorkflowNotFoundException e) {
        return RestResponse.status(Status.NOT_FOUND, e.getMessage());
    }

    /** The part of a description that the tests check. */
    public record State(String status, int tasks) {
    }
}
