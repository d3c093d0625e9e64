package io.quarkiverse.activities.workflow.test;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.workflow.runtime.local.LocalRetries;
import io.quarkiverse.activities.workflow.runtime.replay.Conversion;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/** A Local Activity or a step in virtual time. Its body runs on the thread of the test, and ends within its Workflow Task. */
final class VirtualLocal {

    private final LocalRequest request;
    private final LocalRetries retries;
    private final VirtualTime time;
    private final VirtualActivities activities;
    private final Conversion conversion;

    VirtualLocal(LocalRequest request, Duration taskTimeout, VirtualTime time, VirtualActivities activities,
            Conversion conversion) {
        this.request = request;
        retries = new LocalRetries(request, taskTimeout);
        this.time = time;
        this.activities = activities;
        this.conversion = conversion;
    }

    /** @param started the types of the calls so far */
    LocalOutcome run(List<String> started) {
        LocalOutcome refusal = retries.refusal(request, time.now());
        if (refusal != null) {
            return refusal;
        }
        started.add(request.spec().type());
        for (int attempt = request.firstAttempt();; attempt++) {
            try {
                return new LocalOutcome.Completed(attempt, conversion.write(result(attempt)));
            } catch (Exception e) {
                LocalRetries.Next next = retries.failed(attempt, conversion.failure(e), Failures.classNames(e), time.now());
                if (next.end() != null) {
                    return next.end();
                }
                time.moveTo(time.now().plus(next.backoff()));
            }
        }
    }

    private Object result(int attempt) throws Exception {
        if (request.spec().step() != null) {
            return request.spec().step().call();
        }
        String type = request.spec().type();
        time.moveTo(time.now().plus(activities.duration(type)));
        return activities.body(type, "Local Activity")
                .run(new StubbedCall(type, attempt, request.spec().arguments(), conversion));
    }
}
