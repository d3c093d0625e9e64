package io.quarkiverse.activities.workflow.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes new scripts from parts of the recorded ones: statements of two programs in a new order and nesting, and clients that
 * signal and cancel at other times. Nobody knows what Temporal would do, but a replay must do the same as the first run.
 */
final class CrossedPrograms {

    /** Scripts with these depend on how often their code runs, so a replay may change their outcome. */
    private static final List<String> COUNTING = List.of("\"throw\":", "\"error\":", "\"build\":", "\"reset\"",
            "\"continueAsNew\"");
    private static final List<String> BLOCKS = List.of("do", "try", "catch", "finally", "scope", "fork", "then", "else");
    /** Clients act between the times of the recordings, most of which are multiples of 100 ms. */
    private static final int LATEST_ACTION = 40;
    /** A crossed program may never close, for example because its task fails again and again. */
    private static final int END = 20_000;

    private final Random random;
    private final List<JsonNode> scripts;

    CrossedPrograms(long seed) {
        random = new Random(seed);
        scripts = Recordings.families().stream().flatMap(family -> Recordings.of(family).stream())
                .filter(script -> script.has("program") && COUNTING.stream().noneMatch(script.toString()::contains)).toList();
    }

    ObjectNode next() {
        ObjectNode script = one().deepCopy();
        JsonNode other = one();
        List<JsonNode> material = statements(other.get("program"));
        List<ArrayNode> blocks = blocks(script.get("program"));
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && !blocks.isEmpty(); i++) {
            change(blocks.get(random.nextInt(blocks.size())), material);
        }
        other.get("program").path("onSignal").fields().forEachRemaining(handler -> script.withObject("/program/onSignal")
                .set(handler.getKey(), handler.getValue().deepCopy()));
        ArrayNode actions = (ArrayNode) script.get("actions");
        for (int i = random.nextInt(3); i > 0; i--) {
            actions.add(action());
        }
        return script.put("end", END);
    }

    private JsonNode one() {
        return scripts.get(random.nextInt(scripts.size()));
    }

    private void change(ArrayNode block, List<JsonNode> material) {
        int place = random.nextInt(block.size() + 1);
        JsonNode foreign = material.isEmpty() ? null : material.get(random.nextInt(material.size())).deepCopy();
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                if (foreign != null) {
                    block.insert(place, foreign);
                }
            }
            case 2 -> {
                if (foreign != null && place < block.size()) {
                    block.set(place, foreign);
                }
            }
            case 3 -> {
                if (block.size() > 1) {
                    JsonNode moved = block.remove(random.nextInt(block.size()));
                    block.insert(random.nextInt(block.size() + 1), moved);
                }
            }
            case 4 -> wrap(block, "fork");
            default -> wrap(block, "scope");
        }
    }

    private void wrap(ArrayNode block, String how) {
        if (!block.isEmpty()) {
            int place = random.nextInt(block.size());
            ObjectNode wrapped = JsonConversion.MAPPER.createObjectNode();
            wrapped.putArray(how).add(block.get(place));
            wrapped.put("as", "crossed" + random.nextInt(100));
            block.set(place, wrapped);
        }
    }

    private ObjectNode action() {
        ObjectNode action = JsonConversion.MAPPER.createObjectNode().put("at",
                100 * random.nextInt(LATEST_ACTION) + 55);
        return switch (random.nextInt(3)) {
            case 0 -> action.put("do", "cancel").put("reason", "crossed");
            case 1 -> action.put("do", "query");
            default -> action.put("do", "signal").put("name", random.nextBoolean() ? "go" : "stop");
        };
    }

    /** {@return all lists of statements in a program, those of its children and handlers too} */
    private static List<ArrayNode> blocks(JsonNode node) {
        List<ArrayNode> blocks = new ArrayList<>();
        collect(node, blocks);
        return blocks;
    }

    private static void collect(JsonNode node, List<ArrayNode> blocks) {
        node.fields().forEachRemaining(field -> {
            if (field.getValue() instanceof ArrayNode block && BLOCKS.contains(field.getKey())) {
                blocks.add(block);
            }
        });
        node.elements().forEachRemaining(child -> collect(child, blocks));
    }

    private static List<JsonNode> statements(JsonNode program) {
        List<JsonNode> statements = new ArrayList<>();
        blocks(program).forEach(block -> block.forEach(statements::add));
        return statements;
    }
}
