package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.CompletionStage;

import io.quarkiverse.activities.ActivityCompletion;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.runtime.context.Blocking;
import io.quarkiverse.activities.runtime.execution.Identifiers;
import io.quarkiverse.activities.runtime.node.Stages;
import io.quarkiverse.activities.runtime.payload.OversizedException;

/** Ends an attempt of this node later or from another thread. The attempt keeps its slot until then. */
final class ManualCompletion implements ActivityCompletion {

    private final AttemptContext attempt;
    private final AttemptEndings endings;
    private final String identity;

    /** @param identity the identity to report, or null for the identity of this node */
    ManualCompletion(AttemptContext attempt, AttemptEndings endings, String identity) {
        this.attempt = attempt;
        this.endings = endings;
        this.identity = identity;
    }

    @Override
    public ActivityCompletion identity(String newIdentity) {
        Identifiers.check("identity", newIdentity);
        return new ManualCompletion(attempt, endings, newIdentity);
    }

    @Override
    public void complete(Object result) {
        CompletionStage<Boolean> report;
        try {
            report = endings.complete(attempt, result, identity);
        } catch (OversizedException tooLarge) {
            report = endings.fail(attempt, tooLarge, identity);
        }
        await(report);
    }

    @Override
    public void fail(Throwable failure) {
        await(endings.fail(attempt, failure, identity));
    }

    @Override
    public void heartbeat(Object details) {
        attempt.heartbeat(details);
    }

    @Override
    public void reportCanceled(Object details) {
        await(endings.reportCanceled(attempt, details, identity));
    }

    /** @param report yields whether the attempt was current */
    private void await(CompletionStage<Boolean> report) {
        Blocking.require("Ending an attempt blocks until its report has committed. Do it on a worker thread");
        boolean current = Stages.await(report);
        attempt.end();
        if (!current) {
            throw new ActivityNotExistsException(attempt
                    + " is no longer current: it has ended already, timed out, or its execution was closed");
        }
    }
}
