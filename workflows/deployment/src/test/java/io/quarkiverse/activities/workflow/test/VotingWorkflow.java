package io.quarkiverse.activities.workflow.test;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;

/** Waits for a number of votes. */
@Workflow(name = "Voting")
class VotingWorkflow {

    record Vote(String by, int weight) {
    }

    private final WorkflowContext workflow;
    private final List<Vote> votes = new ArrayList<>();

    VotingWorkflow(WorkflowContext workflow) {
        this.workflow = workflow;
    }

    @WorkflowMethod
    List<Vote> collect(int number) {
        workflow.await(() -> votes.size() >= number);
        return votes;
    }

    @SignalMethod
    void vote(Vote vote) {
        votes.add(vote);
    }

    @UpdateMethod
    int change(Vote vote) {
        workflow.await(() -> votes.stream().anyMatch(earlier -> earlier.by().equals(vote.by())));
        if (vote.weight() > 100) {
            throw ApplicationFailure.newNonRetryableFailure("too heavy", "TooHeavy");
        }
        votes.replaceAll(earlier -> earlier.by().equals(vote.by()) ? vote : earlier);
        return votes.size();
    }

    @UpdateMethod
    int voteNow(Vote vote) {
        votes.add(vote);
        return votes.size();
    }

    @UpdateValidator("change")
    void checkChange(Vote vote) {
        if (vote.weight() < 0) {
            throw new IllegalArgumentException("negative weight");
        }
    }

    @QueryMethod
    List<Vote> votes() {
        return votes;
    }

    @QueryMethod
    int weightOf(String voter) {
        return votes.stream().filter(vote -> vote.by().equals(voter)).mapToInt(Vote::weight).sum();
    }
}
