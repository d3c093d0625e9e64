package io.quarkiverse.activities.workflow.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shows a run in the form of the recordings. */
final class RunView {

    /** Not in the recordings: the names of the timers of await. */
    static final String AWAIT_TIMERS = "_awaitTimers";
    /** Not in the recordings: lines of the log in which await answered false although its condition held. */
    static final String HELD = "_held";

    private RunView() {
    }

    static ObjectNode of(EngineRun run) {
        ObjectNode view = JsonConversion.MAPPER.createObjectNode();
        view.put("id", run.id()).put("run", run.position()).put("status", run.status());
        if (run.result() != null) {
            view.set("result", JsonConversion.tree(run.result()));
        }
        if (run.failure() != null) {
            view.set("failure", FailureView.of(run.failure()));
        }
        if (run.retryState() != null) {
            view.put("retryState", run.retryState().name());
        }
        if (run.details() != null) {
            view.put("details", run.details());
        }
        if (run.log() != null) {
            view.set("log", run.log());
        }
        ObjectNode activities = JsonConversion.MAPPER.createObjectNode();
        run.calls().activities().stream().filter(EngineActivity::isKnown)
                .forEach(activity -> activities.set(activity.name, activity.view(run.isOpen())));
        if (!activities.isEmpty()) {
            view.set("activities", activities);
        }
        if (!run.locals.isEmpty()) {
            view.set("local", JsonConversion.MAPPER.valueToTree(run.locals));
        }
        if (run.tasks().taskFailure() != null) {
            view.set("taskFailure", run.tasks().taskFailure());
        }
        view.set(AWAIT_TIMERS, JsonConversion.MAPPER.valueToTree(run.calls().awaitTimers()));
        view.set(HELD, JsonConversion.MAPPER.valueToTree(run.cluster().world.held(run.info().runId())));
        view.set("history", JsonConversion.MAPPER.valueToTree(run.history));
        return view;
    }
}
