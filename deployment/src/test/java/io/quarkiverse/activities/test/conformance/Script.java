package io.quarkiverse.activities.test.conformance;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A recorded script: its events, the answer to each, and the description after each. */
record Script(String name, List<Step> steps) {

    /**
     * @param event the event with its fields
     * @param answer the answer to the caller
     * @param projection the description after the event
     */
    record Step(JsonNode event, JsonNode answer, JsonNode projection) {

        String verb() {
            return event.get("do").textValue();
        }

        /** {@return the time to wait before the event} */
        Duration after() {
            return Duration.ofMillis(event.path("after").longValue());
        }
    }

    /** {@return the total time that the script waits} */
    Duration length() {
        return steps.stream().map(Step::after).reduce(Duration.ZERO, Duration::plus);
    }
}
