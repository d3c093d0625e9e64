package io.quarkiverse.activities.sample.orders;

import java.net.URI;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkiverse.activities.sample.orders.Order.Status;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Accepts orders, and approvals of large orders. */
@Path("/orders")
public class OrderResource {

    @Inject
    Placement placement;

    @Inject
    WorkflowClient workflows;

    /**
     * Accepts a CSV file, and stores and starts each order in a transaction of its own. Ignores orders that already exist, so
     * that you can upload a file again after an upload was interrupted.
     */
    @POST
    @Consumes("text/csv")
    public Taken take(@RestQuery @DefaultValue("activities") ProcessedBy by, String csv) {
        List<Order> orders = OrderCsv.read(csv);
        int stored = 0;
        for (Order order : orders) {
            order.processedBy = by;
            if (QuarkusTransaction.requiringNew().call(() -> placement.place(order))) {
                stored++;
            }
        }
        return new Taken(orders.size(), stored);
    }

    /** Accepts one order. Answers 201, or 409 if there is an order with this number. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public RestResponse<Void> take(@RestQuery @DefaultValue("activities") ProcessedBy by, OrderLine line) {
        if (line == null || !line.isComplete()) {
            throw new BadRequestException("An order has a number, customer, email, sku, quantity and amount");
        }
        Order order = line.toOrder();
        order.processedBy = by;
        if (!placement.place(order)) {
            throw conflict("There is an order with the number " + order.id);
        }
        return RestResponse.created(URI.create("/orders/" + order.id));
    }

    @GET
    @Path("/{id}")
    public Order order(@RestPath long id) {
        Order order = Order.find(id);
        if (order == null) {
            throw new NotFoundException();
        }
        return order;
    }

    /**
     * Approves or rejects a large order. The new status and the signal to the workflow are committed together. Answers 404 if
     * there is no such order, and 409 if it is not awaiting an approval.
     */
    @POST
    @Path("/{id}/approval")
    @Transactional
    public void approve(@RestPath long id, Approval approval) {
        Order order = Order.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (order == null) {
            throw new NotFoundException();
        }
        if (order.status != Status.AWAITING_APPROVAL) {
            throw conflict("Order " + id + " is not awaiting an approval, it is " + order.status);
        }
        order.status = approval.approved() ? Status.RESERVED : Status.NOT_APPROVED;
        workflows.handle(OrderFulfilment.class, OrderFulfilment.id(id)).signal(w -> w.approve(approval));
    }

    private static ClientErrorException conflict(String message) {
        return new ClientErrorException(Response.status(Response.Status.CONFLICT).type(MediaType.TEXT_PLAIN).entity(message)
                .build());
    }

    /**
     * The response to an upload.
     *
     * @param orders the number of orders in the file
     * @param stored the number of orders that were new
     */
    public record Taken(int orders, int stored) {
    }
}
