package io.quarkiverse.activities.workflow.test.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.conformance.FailureView;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkus.narayana.jta.QuarkusTransaction;

/** Reads the activities of a run. */
final class ActivityRows {

    private ActivityRows() {
    }

    /** {@return the activities of the run by their names in the recordings, in the order of their schedules} */
    static Map<String, ExecutionRow> of(UUID run) {
        List<ExecutionRow> rows = new ArrayList<>();
        QuarkusTransaction.requiringNew().run(() -> {
            rows.addAll(ActivityExecution.<ActivityExecution> list("scope", run));
            rows.addAll(ActivityExecutionClosed.<ActivityExecutionClosed> list("scope", run));
        });
        rows.sort(Comparator.comparing(row -> Math.abs(row.sequence())));
        Map<String, ExecutionRow> named = new LinkedHashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (ExecutionRow row : rows) {
            String base = JsonConversion.tree(Payload.of(row.input())).get(0).get("name").asText();
            int count = names.merge(base, 1, Integer::sum);
            named.put(count == 1 ? base : base + "#" + count, row);
        }
        return named;
    }

    /** {@return what describe shows of the open activities of a run} */
    static ObjectNode pending(UUID run) {
        ObjectNode all = JsonConversion.MAPPER.createObjectNode();
        of(run).forEach((name, row) -> {
            if (row instanceof ActivityExecution open) {
                Execution execution = open.toExecution();
                ObjectNode view = all.putObject(name);
                view.put("state", execution.state().isInProgress() ? "STARTED" : "SCHEDULED");
                view.put("attempt", execution.attempt().number());
                if (execution.lastFailure() != null) {
                    view.set("lastFailure", FailureView.of(execution.lastFailure()));
                }
                if (execution.heartbeats().details() != null) {
                    view.set("heartbeatDetails", JsonConversion.tree(execution.heartbeats().details()));
                }
            }
        });
        return all;
    }
}
