package org.acme;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.workflow.WorkflowAlreadyStartedException;
import io.quarkiverse.activities.workflow.WorkflowNotFoundException;

class WorkflowErrorMappers {

    @ServerExceptionMapper
    Response notFound(WorkflowNotFoundException e) { // <1>
        return Response.status(Status.NOT_FOUND).entity(e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response duplicateId(WorkflowAlreadyStartedException e) { // <2>
        return Response.status(Status.CONFLICT).entity(e.getMessage()).build();
    }
}
