package io.quarkiverse.activities.workflow.test.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/** Scripts that cannot be played, because they need what this engine does not have. */
final class LeftOut {

    private LeftOut() {
    }

    /** {@return what the script needs, or null if it can be played} */
    static String because(JsonNode script) {
        for (JsonNode action : script.get("actions")) {
            String verb = action.get("do").asText();
            if (verb.equals("updateWithStart")) {
                return verb;
            }
        }
        return null;
    }
}
