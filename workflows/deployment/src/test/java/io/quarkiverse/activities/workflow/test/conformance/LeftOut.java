package io.quarkiverse.activities.workflow.test.conformance;

import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Scripts that cannot be played yet, because they need what is not built yet. */
final class LeftOut {

    private static final Set<String> OPTIONS = Set.of("runTimeout", "taskTimeout", "reuse", "conflict", "requestId");
    private static final Set<String> POLICIES = Set.of("TERMINATE_IF_RUNNING");

    private LeftOut() {
    }

    /** {@return what the script needs, or null if it can be played} */
    static String because(JsonNode script) {
        for (JsonNode action : script.get("actions")) {
            switch (action.get("do").asText()) {
                case "update", "updateWithStart" -> {
                    return "updates";
                }
                case "reset" -> {
                    return "reset";
                }
                case "signalWithStart" -> {
                    return "signalWithStart";
                }
                default -> {
                }
            }
            if (action.has("run")) {
                return "handles of older runs";
            }
            for (var options = action.path("options").fields(); options.hasNext();) {
                var option = options.next();
                if (!OPTIONS.contains(option.getKey()) || POLICIES.contains(option.getValue().asText())) {
                    return "option " + option.getKey();
                }
            }
        }
        if (has(script, "local") && !Boolean.getBoolean("conformance.local")) {
            return "the delivery of Local Activities at the end of the task";
        }
        return has(script, "child") || has(script, "callChild") ? "child workflows" : null;
    }

    private static boolean has(JsonNode node, String statement) {
        if (node.isObject() && node.has(statement)) {
            return true;
        }
        for (JsonNode inner : node) {
            if (has(inner, statement)) {
                return true;
            }
        }
        return false;
    }
}
