package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.activities.it.Database;

/** The contents of the tables after all executions are closed. */
final class Traces {

    /** A closed execution. Its result is the token of the attempt that produced it. */
    record Closed(UUID run, int state, int fence, boolean failedBefore, String result) {
    }

    private static final String WRITTEN = "written ";

    private final Map<String, List<Closed>> closed = new HashMap<>();
    private final Map<String, List<String>> begun = new HashMap<>();
    private final Map<String, List<String>> written = new HashMap<>();
    private final List<String> open;

    Traces(Database database) {
        for (List<String> row : database.rows("SELECT activity_id, run_id, state, fence, failed_attempts IS NOT NULL,"
                + " encode(result, 'escape') FROM activity_execution_closed")) {
            add(closed, row.get(0), new Closed(UUID.fromString(row.get(1)), Integer.parseInt(row.get(2)),
                    Integer.parseInt(row.get(3)), row.get(4).equals("t"), row.get(5).replace("\"", "")));
        }
        for (List<String> row : database.rows("SELECT activity_id, event FROM ledger")) {
            String event = row.get(1);
            if (event.startsWith(WRITTEN)) {
                add(written, row.get(0), event.substring(WRITTEN.length()));
            } else {
                add(begun, row.get(0), event);
            }
        }
        open = database.query("SELECT activity_id, state, attempt, owner FROM activity_execution");
    }

    /** {@return the closed executions by Activity ID} */
    Map<String, List<Closed>> closed() {
        return closed;
    }

    /** {@return the tokens of the attempts that began, by Activity ID} */
    Map<String, List<String>> begun() {
        return begun;
    }

    /** {@return the tokens of the attempts whose transaction was committed, by Activity ID} */
    Map<String, List<String>> written() {
        return written;
    }

    /** {@return the executions that are still open} */
    List<String> open() {
        return open;
    }

    private static <T> void add(Map<String, List<T>> map, String key, T value) {
        map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }
}
