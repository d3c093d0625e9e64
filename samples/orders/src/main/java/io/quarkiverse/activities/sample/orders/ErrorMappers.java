package io.quarkiverse.activities.sample.orders;

import jakarta.ws.rs.core.MediaType;

import org.hibernate.exception.ConstraintViolationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.quarkiverse.activities.workflow.WorkflowNotFoundException;

/** Turns exceptions into clear answers. */
class ErrorMappers {

    /** Two requests with the same number came at the same time. */
    @ServerExceptionMapper
    RestResponse<String> exists(ConstraintViolationException e) {
        return conflict("There is an order with this number");
    }

    /** The three days are over at this moment. */
    @ServerExceptionMapper
    RestResponse<String> closed(WorkflowNotFoundException e) {
        return conflict(e.getMessage());
    }

    private static RestResponse<String> conflict(String message) {
        return RestResponse.ResponseBuilder.create(Status.CONFLICT, message).type(MediaType.TEXT_PLAIN).build();
    }
}
