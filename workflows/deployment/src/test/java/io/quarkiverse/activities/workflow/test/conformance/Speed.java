package io.quarkiverse.activities.workflow.test.conformance;

import java.time.Duration;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.workflow.conformance.JsonConversion;

/**
 * Multiplies the durations of a script.
 *
 * @param factor how many times longer everything takes
 */
record Speed(double factor) {

    private static final String IN_FAILURES = "nextRetryDelay";
    private static final Set<String> DURATIONS = Set.of("at", "end", "linger", "sleep", "timer", "timeout", "every",
            "scheduleToClose", "scheduleToStart", "startToClose", "heartbeat", "initialInterval", "maximumInterval",
            IN_FAILURES, "runTimeout", "executionTimeout", "taskTimeout", "startDelay", "localRetryThreshold",
            "resultTimeout");

    long millis(JsonNode duration) {
        return Math.round(duration.asLong() * factor);
    }

    long slower(Duration duration) {
        return Math.round(duration.toMillis() * factor);
    }

    /** {@return the program or the options with longer durations} */
    JsonNode slower(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonConversion.MAPPER.createArrayNode();
            array.forEach(element -> copy.add(slower(element)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JsonConversion.MAPPER.createObjectNode();
        object.fields().forEachRemaining(field -> copy.set(field.getKey(),
                DURATIONS.contains(field.getKey()) && field.getValue().isNumber()
                        ? LongNode.valueOf(millis(field.getValue()))
                        : slower(field.getValue())));
        return copy;
    }

    /** {@return what was played, with the delays that failures show as at the speed of the recording} */
    JsonNode asRecorded(JsonNode played) {
        if (played instanceof ArrayNode array) {
            for (JsonNode element : array) {
                asRecorded(element);
            }
        } else if (played instanceof ObjectNode object) {
            object.forEach(this::asRecorded);
            if (object.path(IN_FAILURES).isNumber()) {
                object.put(IN_FAILURES, Math.round(object.get(IN_FAILURES).asLong() / factor));
            }
        }
        return played;
    }
}
