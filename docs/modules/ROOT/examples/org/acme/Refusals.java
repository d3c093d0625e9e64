package org.acme;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.failure.ActivityNotFoundException;
import io.quarkiverse.activities.failure.ActivityStateException;

class Refusals {

    @ServerExceptionMapper
    Response unknown(ActivityNotFoundException e) {
        return Response.status(Status.NOT_FOUND).build();
    }

    @ServerExceptionMapper
    Response tooLate(ActivityStateException e) {
        return Response.status(Status.CONFLICT).entity(e.getMessage()).build();
    }
}
