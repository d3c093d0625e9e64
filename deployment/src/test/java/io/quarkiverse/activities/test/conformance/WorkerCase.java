package io.quarkiverse.activities.test.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.ActivityPausedException;
import io.quarkiverse.activities.failure.ActivityResetException;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.TerminatedFailure;
import io.quarkiverse.activities.failure.TimeoutFailure;

/**
 * A recorded case: an activity method, and its outcome with Temporal's Java SDK.
 *
 * @param name describes the method; determines the Activity Type, and is the Activity ID
 * @param recorded the outcome, with Temporal's class names replaced by those of the extension
 */
record WorkerCase(String name, ObjectNode recorded) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNNING = " while running: ";

    /** The class names in the recordings, and the corresponding classes of the extension. */
    private static final Map<String, Class<?>> OUR_CLASSES = new LinkedHashMap<>();

    static {
        OUR_CLASSES.put("io.temporal.client.ActivityFailedException", ActivityFailedException.class);
        OUR_CLASSES.put("io.temporal.client.ActivityPausedException", ActivityPausedException.class);
        OUR_CLASSES.put("io.temporal.client.ActivityResetException", ActivityResetException.class);
        OUR_CLASSES.put("io.temporal.common.converter.DataConverterException", PayloadConversionException.class);
        OUR_CLASSES.put("io.temporal.failure.ApplicationFailure", ApplicationFailure.class);
        OUR_CLASSES.put("io.temporal.failure.CanceledFailure", CanceledFailure.class);
        OUR_CLASSES.put("io.temporal.failure.TerminatedFailure", TerminatedFailure.class);
        OUR_CLASSES.put("io.temporal.failure.TimeoutFailure", TimeoutFailure.class);
        OUR_CLASSES.put("WorkerOracle$Bad", PayloadMethods.Bad.class);
        OUR_CLASSES.put("WorkerOracle$Insufficient", ThrowingMethods.Insufficient.class);
    }

    static List<WorkerCase> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                WorkerCase.class.getResourceAsStream("/conformance/worker.jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines().map(WorkerCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WorkerCase read(String line) {
        ObjectNode recorded = object(line);
        String name = recorded.remove("case").textValue();
        String named = recorded.toString().replaceAll("5909d2-[0-9a-z]+", name);
        for (Map.Entry<String, Class<?>> ours : OUR_CLASSES.entrySet()) {
            named = named.replace(ours.getKey(), ours.getValue().getName());
        }
        return new WorkerCase(name, object(named));
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the same case with all occurrences of a text replaced} */
    WorkerCase with(String text, String otherText) {
        return new WorkerCase(name, object(recorded.toString().replace(quoted(text), quoted(otherText))));
    }

    private static String quoted(String text) {
        String json = JSON.getNodeFactory().textNode(text).toString();
        return json.substring(1, json.length() - 1);
    }

    /** {@return the recorded outcome, adjusted for intended differences} */
    ObjectNode expected() {
        WorkerCase expected = new WorkerCase(name, recorded.deepCopy());
        for (WorkerDifference difference : WorkerDifference.values()) {
            expected = difference.applyTo(expected);
        }
        return expected.recorded;
    }

    /** {@return the verb that is applied while the method runs; empty for none} */
    String verb() {
        return name.contains(RUNNING) ? name.substring(0, name.indexOf(RUNNING)) : "";
    }

    String activityType() {
        return name.contains(RUNNING) ? name.substring(name.indexOf(RUNNING) + RUNNING.length()) : name;
    }
}
