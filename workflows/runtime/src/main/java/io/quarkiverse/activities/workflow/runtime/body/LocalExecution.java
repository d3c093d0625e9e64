package io.quarkiverse.activities.workflow.runtime.body;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Future;

import io.quarkiverse.activities.ActivityInfo;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityCanceledException;
import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.failure.CanceledFailure;
import io.quarkiverse.activities.runtime.payload.Failures;
import io.quarkiverse.activities.runtime.store.value.StoreException;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;
import io.quarkiverse.activities.workflow.runtime.local.LocalRetries;
import io.quarkiverse.activities.workflow.runtime.replay.ActivityIds;
import io.quarkiverse.activities.workflow.runtime.replay.LocalOutcome;
import io.quarkiverse.activities.workflow.runtime.replay.LocalRequest;
import io.quarkiverse.activities.workflow.runtime.replay.LocalSpec;

/**
 * A Local Activity that this node runs: attempt after attempt, with its timeouts. Backoffs hold no thread. A body whose attempt
 * has timed out hears that it is canceled, and keeps its slot until it returns.
 */
public final class LocalExecution {

    private final LocalBodies bodies;
    private final LocalRun run;
    private final LocalRequest request;
    private final LocalSpec spec;
    private final LocalListener listener;
    private final LocalRetries retries;
    private Failure previous;
    private int attempt;
    private Instant scheduled;
    private Instant begun;
    private LocalBody current;
    private Future<?> deadline;
    private Future<?> attemptTimer;
    private boolean stopRequested;
    /** What the transaction of the body writes, so that no timeout can end the attempt any more; otherwise null. */
    private LocalOutcome settled;
    /** This node does not own the run any more, or does not know whether the transaction of the body has committed. */
    private volatile boolean refused;
    private boolean over;

    LocalExecution(LocalBodies bodies, LocalRun run, LocalRequest request, LocalListener listener) {
        this.bodies = bodies;
        this.run = run;
        this.request = request;
        this.listener = listener;
        spec = request.spec();
        retries = new LocalRetries(request, run.taskTimeout());
        previous = request.previous();
        attempt = request.firstAttempt() - 1;
    }

    /** Begins the first attempt. */
    public synchronized void start() {
        Instant now = bodies.now();
        if (mayBegin(now)) {
            next(now);
        }
    }

    /**
     * Runs the first attempt on the calling thread. Those that follow run as after {@link #start}.
     *
     * @param release frees the slot of the body
     */
    public void startHere(Runnable release) {
        synchronized (this) {
            scheduled = bodies.now();
            if (!mayBegin(scheduled)) {
                release.run();
                return;
            }
            attempt++;
        }
        begin(attempt, release);
    }

    /** {@return whether the first attempt may begin, before schedule-to-close ends} */
    private boolean mayBegin(Instant now) {
        LocalOutcome refusal = retries.refusal(request, now);
        if (refusal != null) {
            end(refusal);
            return false;
        }
        if (retries.deadline() != null) {
            deadline = after(Duration.between(now, retries.deadline()), () -> {
                if (!over && settled == null) {
                    end(retries.expired(attempt, previous));
                }
            });
        }
        return true;
    }

    /** Tells the body that the scope of the call was canceled. The outcome still counts. */
    public synchronized void requestStop() {
        stopRequested = true;
        if (current != null) {
            current.attempt().requestStop();
        }
    }

    /** Tells the body to stop, because nobody waits for the outcome any more. */
    public synchronized void abandon() {
        over();
    }

    private Future<?> after(Duration delay, Runnable action) {
        return bodies.timers().after(Math.max(0, delay.toNanos()), () -> {
            synchronized (this) {
                action.run();
            }
        });
    }

    private void next(Instant now) {
        int number = ++attempt;
        scheduled = now;
        if (spec.scheduleToStart() != null) {
            attemptTimer = after(spec.scheduleToStart(), () -> {
                if (!over && attempt == number && current == null) {
                    end(retries.notStarted(number));
                }
            });
        }
        bodies.submit(run.id(), spec, release -> begin(number, release));
    }

    private void begin(int number, Runnable release) {
        LocalBody body;
        synchronized (this) {
            if (over) {
                release.run();
                return;
            }
            cancel(attemptTimer);
            begun = bodies.now();
            body = new LocalBody(bodies, run, spec, info(number), previous, release, this::settle,
                    this::returned);
            current = body;
            if (stopRequested) {
                body.attempt().requestStop();
            }
            if (spec.startToClose() != null) {
                attemptTimer = after(spec.startToClose(), () -> timedOut(body, number));
            }
        }
        bodies.tell(observer -> observer.began(run, spec.type()));
        bodies.invocation().run(body);
    }

    private void tellEnd(LocalObserver.End end) {
        Duration took = Duration.between(begun, bodies.now());
        bodies.tell(observer -> observer.ended(run, spec.type(), end, took));
    }

    private static LocalObserver.End how(Throwable thrown) {
        return thrown == null ? LocalObserver.End.COMPLETED
                : thrown instanceof ActivityCanceledException || thrown instanceof CanceledFailure ? LocalObserver.End.CANCELED
                        : LocalObserver.End.FAILED;
    }

    private ActivityInfo info(int number) {
        return new ActivityInfo(ActivityIds.ofLocal(run.id(), request.number()), run.id().toString(), spec.type(),
                run.taskQueue(), number, request.scheduledTime(), scheduled, bodies.now(),
                Objects.requireNonNullElse(spec.scheduleToClose(), Duration.ZERO),
                Objects.requireNonNullElse(spec.startToClose(), Duration.ZERO), Duration.ZERO, 0);
    }

    private void timedOut(LocalBody body, int number) {
        if (!over && settled == null && current == body) {
            current = null;
            body.leave();
            tellEnd(LocalObserver.End.FAILED);
            Failure before = previous;
            previous = Failure.timeout(TimeoutType.START_TO_CLOSE, null);
            follow(retries.timedOut(number, before, bodies.now()));
        }
    }

    /** Called in the transaction of the body. Throws to roll back. */
    private void settle(LocalBody body, Object result) {
        Payload written = bodies.conversion().write(result); // not under the lock, see returned
        LocalOutcome outcome;
        synchronized (this) {
            if (over || current != body) {
                throw new ActivityNotExistsException(body.attempt().info().activityType()
                        + " is no longer current: it timed out, or its workflow was closed. Its transaction is rolled back");
            }
            outcome = new LocalOutcome.Completed(attempt, written);
            settled = outcome;
        }
        if (!bodies.end(run, request.number(), outcome)) {
            refused = true;
            throw new ActivityNotExistsException(
                    "Another node has taken the workflow of " + body.attempt().info().activityType()
                            + ", or it was closed. The transaction is rolled back");
        }
    }

    /** Codecs and exceptions of the application may take long, and so may the database. Timers never wait for them. */
    private void returned(LocalBody body, Object result, Throwable thrown) {
        LocalOutcome inTransaction;
        synchronized (this) {
            if (over || current != body) {
                return;
            }
            inTransaction = settled;
        }
        LocalOutcome committed = inTransaction == null || thrown == null ? inTransaction : committed();
        Throwable problem = committed == null ? thrown : null;
        Payload written = null;
        if (committed == null && problem == null) {
            try {
                written = bodies.conversion().write(result);
            } catch (RuntimeException unwritable) {
                problem = unwritable;
            }
        }
        Failure failure = problem == null || problem instanceof Error ? null : bodies.conversion().failure(problem);
        synchronized (this) {
            if (!over && current == body) {
                current = null;
                cancel(attemptTimer);
                settled = null;
                tellEnd(committed != null ? LocalObserver.End.COMPLETED : how(thrown));
                ended(committed, written, problem, failure);
            }
        }
    }

    /** @param committed what the transaction of the body has written, or null */
    private void ended(LocalOutcome committed, Payload written, Throwable problem, Failure failure) {
        if (committed != null) {
            end(committed);
        } else if (refused) {
            over();
            listener.refused(request.number());
        } else if (problem instanceof Error) {
            over();
            listener.broken(request.number(), problem);
        } else if (problem == null) {
            end(new LocalOutcome.Completed(attempt, written));
        } else {
            previous = failure;
            follow(retries.failed(attempt, previous, Failures.classNames(problem), bodies.now()));
        }
    }

    /** {@return what the transaction of the body has written, if it has committed although it threw} */
    private LocalOutcome committed() {
        try {
            return bodies.committed(run, request.number());
        } catch (StoreException unknown) {
            refused = true; // the next owner of the run finds out
            return null;
        }
    }

    private void follow(LocalRetries.Next next) {
        if (next.end() != null) {
            end(next.end());
        } else {
            attemptTimer = after(next.backoff(), () -> {
                if (!over) {
                    next(bodies.now());
                }
            });
        }
    }

    private void end(LocalOutcome outcome) {
        over();
        if (outcome instanceof LocalOutcome.Completed) {
            Duration took = Duration.between(request.scheduledTime(), bodies.now());
            bodies.tell(observer -> observer.completed(run, spec.type(), took));
        }
        listener.ended(request.number(), outcome);
    }

    private void over() {
        over = true;
        if (current != null) {
            current.leave();
            current = null;
        }
        cancel(deadline);
        cancel(attemptTimer);
    }

    private static void cancel(Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
