package org.acme;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.failure.ActivityAlreadyStartedException;
import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;

class ErrorMappers {

    @ServerExceptionMapper
    Response notFound(ActivityNotFoundException e) { // <1>
        return Response.status(Status.NOT_FOUND).entity(e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response duplicateId(ActivityAlreadyStartedException e) { // <2>
        return Response.status(Status.CONFLICT).entity(e.getMessage()).build();
    }

    @ServerExceptionMapper
    Response wrongState(ActivityStateException e) { // <3>
        return Response.status(Status.CONFLICT).entity(e.getMessage()).build();
    }
}
