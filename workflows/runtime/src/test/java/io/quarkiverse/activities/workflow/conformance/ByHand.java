package io.quarkiverse.activities.workflow.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Expectations for recordings that the model does not reproduce. {@code by-hand.json}, beside the recordings, names the
 * differences of the design, and what they change in a recording.
 */
public final class ByHand {

    private ByHand() {
    }

    /** {@return the recording with what follows from the named differences} */
    public static ObjectNode derived(ObjectNode recorded) {
        ObjectNode derived = recorded.deepCopy();
        try (InputStream in = ByHand.class.getResourceAsStream("/conformance/by-hand.json")) {
            for (JsonNode change : JsonConversion.MAPPER.readTree(in)) {
                if (change.get("name").equals(recorded.get("name"))) {
                    change.get("replace").fields().forEachRemaining(field -> {
                        JsonPointer place = JsonPointer.compile(field.getKey());
                        ((ObjectNode) derived.at(place.head())).set(place.last().getMatchingProperty(), field.getValue());
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return derived;
    }
}
