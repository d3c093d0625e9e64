package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A recorded script: events, what the caller of each was answered, and what describe showed then. */
record Script(String name, List<Step> steps) {

    /**
     * @param event what to do, with its fields
     * @param answer what the caller heard
     * @param projection what describe showed then
     */
    record Step(JsonNode event, JsonNode answer, JsonNode projection) {

        String verb() {
            return event.get("do").textValue();
        }

        /** {@return how long to wait before the event} */
        Duration after() {
            return Duration.ofMillis(event.path("after").longValue());
        }
    }

    /** {@return how long it waits in all} */
    Duration length() {
        return steps.stream().map(Step::after).reduce(Duration.ZERO, Duration::plus);
    }
}
