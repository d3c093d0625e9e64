package io.quarkiverse.activities.runtime.store.sql;

import java.time.Instant;
import java.util.Objects;

import io.quarkiverse.activities.runtime.codec.ClaimRank;
import io.quarkiverse.activities.runtime.codec.Micros;
import io.quarkiverse.activities.runtime.codec.RowCodec;
import io.quarkiverse.activities.runtime.execution.Attempt;
import io.quarkiverse.activities.runtime.execution.Deadlines;
import io.quarkiverse.activities.runtime.execution.Execution;
import io.quarkiverse.activities.runtime.execution.Options;
import io.quarkiverse.activities.runtime.execution.RetryRules;
import io.quarkiverse.activities.runtime.store.value.NewExecution;

/** The columns that a start writes, in the same order for each database. */
final class InsertColumns {

    /** Columns whose values differ for each start. */
    static final String[] OWN = { "run_id", "activity_id", "input", "header", "requests", "on_failure",
            "scope", "sequence" };
    static final String[] OWN_TYPES = { "uuid", "text", "bytea", "bytea", "bytea", "bytea", "uuid", "int4" };
    /** Columns whose values most starts of one type have in common. */
    static final String[] SHARED = { "activity_type", "task_queue", "state", "attempt", "fence", "owner", "priority",
            "claim_rank", "schedule_to_close", "schedule_to_start", "start_to_close", "heartbeat_timeout", "start_delay",
            "retry_initial_interval", "retry_coefficient", "retry_maximum_interval", "retry_maximum_attempts",
            "retry_non_retryable", "last_worker", "option_sources" };
    static final String[] SHARED_TYPES = { "text", "text", "int2", "int4", "int4", "uuid", "int2", "int2", "int8", "int8",
            "int8", "int8", "int8", "int8", "float8", "int8", "int4", "text", "text", "int8" };
    /** Shared columns with times, in microseconds relative to the store's current time. A null time stays null. */
    static final String[] TIMES = { "scheduled_at", "dispatch_at", "started_at", "deadline_at" };

    /** The names of all columns: own, shared, times. */
    static final String NAMES = String.join(", ", OWN) + ", " + String.join(", ", SHARED) + ", " + String.join(", ", TIMES);

    private InsertColumns() {
    }

    static Object[] own(NewExecution row) {
        return new Object[] { row.runId(), row.activityId(), row.input(), row.header(),
                RowCodec.requests(row.execution().requests()), row.onFailure(), row.scope(), row.sequence() };
    }

    static Object[] shared(NewExecution row) {
        Execution execution = row.execution();
        Attempt attempt = execution.attempt();
        Options options = execution.options();
        RetryRules retry = options.retry();
        return new Object[] { row.activityType(), options.taskQueue(), execution.state().code(), attempt.number(),
                attempt.fence(), attempt.owner(), (short) options.priority(),
                ClaimRank.of(options.priority()), Micros.of(options.scheduleToClose()),
                Micros.of(options.scheduleToStart()), Micros.of(options.startToClose()), Micros.of(options.heartbeat()),
                Micros.of(options.startDelay()), Micros.of(retry.initialInterval()), retry.backoffCoefficient(),
                Micros.of(retry.maximumInterval()), retry.maximumAttempts(), RowCodec.nonRetryable(retry),
                execution.lastWorker(), row.optionSources() };
    }

    static Long[] times(NewExecution row) {
        Execution execution = row.execution();
        return new Long[] { 0L, micros(execution.attempt().dispatchTime()), micros(execution.attempt().startedTime()),
                deadline(row) };
    }

    /** {@return a key for the shared columns: starts with equal keys have equal values in all shared columns} */
    static Object kind(NewExecution row) {
        return new Kind(row);
    }

    /**
     * {@return the deadline, relative to the store's current time, or null} A joined start commits later, so its timeouts do
     * not run yet. Its deadline is its scheduled time; the first statement that sees the row sets the real one.
     */
    private static Long deadline(NewExecution row) {
        Instant due = Deadlines.nextDue(row.execution());
        return due == null ? null : row.joined() ? Long.valueOf(0) : micros(due);
    }

    private static Long micros(Instant time) {
        return time == null ? null : Micros.of(time);
    }

    /** Cheap to hash, because there is one for each start. Starts of one batch often share their execution. */
    private static final class Kind {

        private final NewExecution row;

        Kind(NewExecution row) {
            this.row = row;
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Kind kind)) {
                return false;
            }
            NewExecution that = kind.row;
            return row.activityType().equals(that.activityType()) && row.optionSources() == that.optionSources()
                    && row.joined() == that.joined() && equal(row.execution(), that.execution());
        }

        private static boolean equal(Execution one, Execution other) {
            return one == other || one.state() == other.state() && one.options().equals(other.options())
                    && one.attempt().equals(other.attempt()) && Objects.equals(one.lastWorker(), other.lastWorker());
        }

        @Override
        public int hashCode() {
            Options options = row.execution().options();
            return row.activityType().hashCode() + 31 * options.taskQueue().hashCode() + Long.hashCode(row.optionSources())
                    + options.startToClose().hashCode() + options.startDelay().hashCode();
        }
    }
}
