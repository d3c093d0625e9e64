package io.quarkiverse.activities.workflow.test.conformance;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.activities.entity.ActivityExecutionClosed;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.runtime.execution.Outcome;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.WorkflowStatus;
import io.quarkiverse.activities.workflow.conformance.FailureView;
import io.quarkiverse.activities.workflow.conformance.JsonConversion;
import io.quarkiverse.activities.workflow.runtime.journal.FailureChainCodec;
import io.quarkiverse.activities.workflow.runtime.replay.FailureChain;
import io.quarkiverse.activities.workflow.runtime.store.RunRow;
import io.quarkiverse.activities.workflow.runtime.store.RunState;

/** Shows runs in the form of the recordings. */
final class RunViews {

    private final Engine engine;

    RunViews(Engine engine) {
        this.engine = engine;
    }

    ObjectNode of(UUID runId, String id, int position) {
        RunRow run = engine.run(runId);
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        view.put("id", id).put("run", position).put("status", status(run));
        if (run.state() == RunState.COMPLETED) {
            JsonNode result = JsonConversion.tree(Payload.ofNullable(run.result()));
            if (!result.isNull()) {
                view.set("result", result);
            }
        } else if (run.state() == RunState.FAILED) {
            FailureChain failure = FailureChainCodec.decode(run.failure());
            view.set("failure", FailureView.of(failure));
        }
        JsonNode log = log(run);
        if (log != null) {
            view.set("log", log);
        }
        Map<String, ExecutionRow> rows = ActivityRows.of(runId);
        HistoryView history = new HistoryView(engine.history(run), rows);
        view.set("history", JsonConversion.MAPPER.valueToTree(history.lines()));
        ObjectNode activities = activities(rows, history);
        if (!activities.isEmpty()) {
            view.set("activities", activities);
        }
        Map<String, List<String>> locals = BodyLog.locals(runId.toString());
        if (!locals.isEmpty()) {
            view.set("local", JsonConversion.MAPPER.valueToTree(locals));
        }
        return view;
    }

    private static String status(RunRow run) {
        return run.state().isClosed() ? run.state().name() : WorkflowStatus.RUNNING.name();
    }

    /** {@return the log, or null if no Workflow Task has completed or the current one is failing} */
    private JsonNode log(RunRow run) {
        if (run.journalLines() == 0 || run.taskFailure() != null) {
            return null;
        }
        Payload answer = engine.queries.query(engine.tasks.material(run), "query",
                Payload.of(JsonConversion.MAPPER.createArrayNode().add("log").toString().getBytes()));
        return JsonConversion.tree(answer);
    }

    private static ObjectNode activities(Map<String, ExecutionRow> rows, HistoryView history) {
        ObjectNode views = JsonConversion.MAPPER.createObjectNode();
        rows.forEach((name, row) -> {
            ObjectNode view = views.putObject(name);
            String outcome = history.outcome(name);
            view.put("outcome", outcome);
            if (outcome.equals("FAILED") || outcome.equals("TIMED_OUT")) {
                Outcome closed = ((ActivityExecutionClosed) row).toExecution().outcome();
                view.set("failure", FailureView.of(closed.failure()));
                view.put("retryState", closed.retryState().name());
            }
            view.set("bodies", JsonConversion.MAPPER.valueToTree(BodyLog.of(row.getRunId().toString())));
        });
        return views;
    }
}
