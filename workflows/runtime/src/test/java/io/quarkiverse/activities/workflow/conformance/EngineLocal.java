package io.quarkiverse.activities.workflow.conformance;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.local.LocalRetries;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;

/** A Local Activity that a node runs, with its retries in the process. */
final class EngineLocal {

    private final VirtualTime time;
    private final Duration latency;
    private final LocalRequest request;
    private final LocalRetries retries;
    private final JsonNode argument;
    private final List<String> log;
    private final Consumer<LocalOutcome> whenEnded;
    private final Consumer<Throwable> whenBroken;
    private Failure previous;
    private int attempt;
    private Body body;
    private boolean over;

    /** @param whenBroken told of an error, which fails the task */
    EngineLocal(Cluster cluster, LocalRequest request, Duration taskTimeout, List<String> log,
            Consumer<LocalOutcome> whenEnded, Consumer<Throwable> whenBroken) {
        time = cluster.time;
        latency = cluster.lateness.step().plus(cluster.lateness.order(request.number()));
        this.request = request;
        this.log = log;
        this.whenEnded = whenEnded;
        this.whenBroken = whenBroken;
        retries = new LocalRetries(request, taskTimeout);
        argument = JsonConversion.tree(request.spec().arguments()).get(0);
        previous = request.previous();
        attempt = request.firstAttempt() - 1;
    }

    void start() {
        LocalOutcome refused = retries.refusal(request, time.now());
        if (refused != null) {
            end(refused);
            return;
        }
        if (retries.deadline() != null) {
            time.at(retries.deadline(), () -> end(retries.expired(attempt, previous)));
        }
        attempt();
    }

    private void attempt() {
        if (over) {
            return;
        }
        int number = ++attempt;
        boolean[] counts = { true };
        body = new Body(time, argument, number, log, null, ended -> {
            if (counts[0] && !over) {
                counts[0] = false;
                ended(number, ended);
            }
        });
        Body started = body;
        time.after(latency, () -> {
            if (!over) {
                started.start(number, null);
            }
        });
        if (request.spec().startToClose() != null) {
            time.after(request.spec().startToClose().plus(latency), () -> {
                if (counts[0] && !over) {
                    counts[0] = false;
                    Failure before = previous;
                    previous = Failure.timeout(TimeoutType.START_TO_CLOSE, null);
                    follow(retries.timedOut(number, before, time.now()));
                }
            });
        }
    }

    private void ended(int number, Body.End how) {
        if (how.thrown() instanceof Error || how.thrown() instanceof InterruptedException) {
            over = true;
            whenBroken.accept(how.thrown());
        } else if (how.thrown() != null) {
            previous = EngineActivity.withCauses(how.thrown());
            follow(retries.failed(number, previous, List.of(), time.now()));
        } else {
            Payload result = new JsonConversion().write(how.result());
            end(new LocalOutcome.Completed(number, result));
        }
    }

    private void follow(LocalRetries.Next next) {
        if (next.end() != null) {
            end(next.end());
        } else {
            time.after(next.backoff(), this::attempt);
        }
    }

    private void end(LocalOutcome outcome) {
        if (!over) {
            over = true;
            whenEnded.accept(outcome);
        }
    }

    /** Nobody waits for the outcome any more. The body runs on. */
    void abandon() {
        over = true;
    }

    void interrupt() {
        if (body != null) {
            body.interrupt();
        }
    }
}
