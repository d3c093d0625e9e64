package io.quarkiverse.activities.conformance;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** A recorded script: events, what the caller of each was answered, and what describe showed then. */
public record Script(String name, List<Step> steps) {

    /**
     * @param event what to do, with its fields
     * @param answer what the caller heard
     * @param projection what describe showed then
     */
    public record Step(JsonNode event, JsonNode answer, JsonNode projection) {

        public String verb() {
            return event.get("do").textValue();
        }
    }
}
