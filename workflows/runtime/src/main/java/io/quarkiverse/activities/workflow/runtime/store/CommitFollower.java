package io.quarkiverse.activities.workflow.runtime.store;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Completion;

/** Follows up what transactions have done to runs and their activities, after their commit. */
@Singleton
public class CommitFollower {

    private final ActivityStore activities;
    private volatile Consumer<RunFollowUps> listener = followUps -> {
    };

    CommitFollower(ActivityStore activities) {
        this.activities = activities;
    }

    /** Sets who follows up, after each commit, what it has done to runs. */
    public void listen(Consumer<RunFollowUps> newListener) {
        listener = newListener;
    }

    /** {@return the result of the work, whose aftermath is followed up} The work commits before it returns. */
    <T> T following(Function<Aftermath, T> work) {
        Aftermath aftermath = new Aftermath();
        T result = work.apply(aftermath);
        follow(aftermath);
        return result;
    }

    /** Follows up a transaction that has committed. */
    void follow(Aftermath aftermath) {
        activities.tell(aftermath.verdicts());
        RunFollowUps followUps = aftermath.followUps();
        if (!followUps.isEmpty()) {
            listener.accept(followUps);
        }
    }

    /** Tells that these activities have ended. */
    void completed(List<Completion> ended) {
        activities.tellCompleted(ended);
    }
}
