package io.quarkiverse.activities.workflow.runtime.dev;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.activities.workflow.WorkflowEvent;
import io.quarkiverse.activities.workflow.WorkflowEventType;
import io.quarkiverse.activities.workflow.WorkflowHistory;
import io.quarkiverse.activities.workflow.runtime.runner.RunMoment.WaitingCode;

/**
 * One Workflow Task of a run, and the run as it was after it.
 *
 * @param task its number, from 1; 0 if none has run yet
 * @param time when it ran; empty if none has run yet
 * @param delivered the events that it was told of
 * @param decided the events that follow from what it decided
 * @param waiting where the code of each coroutine waited after it
 * @param queries what the queries without parameters answered after it
 * @param problem why the code could not be replayed up to there
 */
public record TaskView(int task, Optional<Instant> time, List<WorkflowEvent> delivered, List<WorkflowEvent> decided,
        List<WaitingCode> waiting, List<QueryView> queries, Optional<String> problem) {

    /**
     * The answer to a query.
     *
     * @param result the answer: a text, a number, a boolean, a list or a map; null for none
     * @param refusal why there is no answer
     */
    public record QueryView(String name, Object result, Optional<String> refusal) {
    }

    /** {@return the task without what only a replay tells} */
    static TaskView of(WorkflowHistory history, int task) {
        List<WorkflowEvent> delivered = new ArrayList<>();
        List<WorkflowEvent> decided = new ArrayList<>();
        Optional<Instant> time = Optional.empty();
        int number = 0;
        for (WorkflowEvent event : history.events()) {
            if (event.type() == WorkflowEventType.WORKFLOW_TASK_COMPLETED) {
                number++;
                time = number == task ? Optional.of(event.time()) : time;
            } else if (number == task && isDecision(event)) {
                decided.add(event);
            } else if (number == task - 1 && !isDecision(event) && !event.type().name().startsWith("WORKFLOW_TASK_")) {
                delivered.add(event);
            }
        }
        return new TaskView(task, time, delivered, decided, List.of(), List.of(), Optional.empty());
    }

    private static boolean isDecision(WorkflowEvent event) {
        return event.attributes().containsKey("workflowTaskCompletedEventId")
                || event.type() == WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_ACCEPTED
                || event.type() == WorkflowEventType.WORKFLOW_EXECUTION_UPDATE_COMPLETED;
    }

    TaskView with(List<WaitingCode> code, List<QueryView> answers, String why) {
        return new TaskView(task, time, delivered, decided, code, answers, Optional.ofNullable(why));
    }
}
