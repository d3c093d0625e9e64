package io.quarkiverse.activities.it;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.failure.ApplicationFailure;

/** An activity whose heartbeat details and failure details have types that no activity method declares. */
@ApplicationScoped
public class Deliveries {

    /** Written by a heartbeat, and nowhere else. */
    public record Leg(String place, int kilometers) {
    }

    /** Read from heartbeat details, and nowhere else. */
    public record Stop(String place) {
    }

    /** Written as a detail of a failure, and nowhere else. */
    public record Hours(int opening, int closing) {
    }

    @Inject
    ActivityContext activity;

    /**
     * Fails once, and then continues where it was.
     *
     * @param address an object with a city, which is an object with a name
     * @return the receipt
     */
    @Activity(startToCloseTimeout = "5m", retry = @RetryPolicy(initialInterval = "200ms"))
    public Object deliver(Object address) {
        if (activity.info().attempt() == 1) {
            activity.heartbeat(new Leg("Brno", 210));
            throw ApplicationFailure.newBuilder().type("Closed").message("closed").details(new Hours(8, 18)).build();
        }
        Stop last = activity.heartbeatDetails(Stop.class).orElseThrow();
        Map<?, ?> city = (Map<?, ?>) ((Map<?, ?>) address).get("city");
        return Map.of("text", city.get("name") + " via " + last.place());
    }
}
