package io.quarkiverse.activities.sample.orders;

import jakarta.ws.rs.BadRequestException;

/** How an order is processed. */
public enum ProcessedBy {

    /** Each activity starts the next one: {@link Fulfilment}. */
    ACTIVITIES,

    /** A workflow calls the activities: {@link OrderFulfilment}. */
    WORKFLOW;

    /** Reads a query parameter. */
    public static ProcessedBy fromString(String name) {
        for (ProcessedBy processedBy : values()) {
            if (processedBy.name().equalsIgnoreCase(name)) {
                return processedBy;
            }
        }
        throw new BadRequestException("'by' must be activities or workflow");
    }
}
