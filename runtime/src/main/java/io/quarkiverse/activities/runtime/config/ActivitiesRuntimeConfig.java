package io.quarkiverse.activities.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration that can change at run time. */
@ConfigMapping(prefix = "quarkus.activities")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface ActivitiesRuntimeConfig {

    /** The tables of the activities. */
    SchemaConfig schema();

    /**
     * How many database connections the engine opens for leases, claims, heartbeats, completions and timeouts, in addition to
     * the connection pool of the application. It opens them when it needs them. On PostgreSQL, it opens one more, which
     * listens for notifications.
     */
    @WithDefault("3")
    int connections();

    /**
     * How many database connections the engine opens for what callers ask: descriptions, lists, counts, statistics, and verbs
     * such as a cancellation. The engine's own work never waits for one of these. Lists, counts and statistics leave one of
     * them free. At least 2.
     */
    @WithDefault("3")
    int clientConnections();

    /**
     * How long a list, a count, a description, or another statement on behalf of a caller may take. After that, the database
     * cancels it, and the call fails.
     */
    @WithDefault("30s")
    Duration queryTimeout();

    /**
     * How long the engine waits for an answer of the database before it gives up the connection, so that a database that
     * vanishes without a word is noticed. Statements on behalf of callers may take {@code query-timeout} longer. It sets
     * {@code socketTimeout} and {@code tcpKeepAlive} of the PostgreSQL driver, unless the datasource sets them itself. H2 has
     * no such limit.
     */
    @WithDefault("15s")
    Duration socketTimeout();

    /**
     * The Task Queue of activities that name none.
     */
    @WithDefault("default")
    String taskQueue();

    /**
     * How long closed executions are kept. After that, the engine deletes them. With {@code 0}, it deletes them within a
     * minute, so results and failures may be gone before anybody reads them. A negative value is refused.
     */
    @WithDefault("30d")
    Duration retention();

    /**
     * Options of single activities. They win over the annotation, and the call wins over them.
     */
    @ConfigDocMapKey("activity-type")
    Map<String, TypeConfig> types();

    /**
     * Options of all activities. They apply if the call, the configuration of the type and the annotation do not set the
     * option.
     */
    OptionsConfig defaults();

    /** How metrics and health checks read the tables. */
    StatisticsConfig statistics();

    /** When the health checks go down. */
    HealthConfig health();

    /** The size of payloads. */
    PayloadConfig payload();

    /** This process as a worker. */
    WorkerConfig worker();

    /** The workers of single Task Queues. */
    @ConfigDocMapKey("task-queue")
    Map<String, QueueConfig> workers();

    /**
     * Options of one activity. The key is an Activity Type. If several Task Queues have a type with the same name, use
     * `queue/Type`, where the queue is the one of the annotation, or the default one if the annotation names none. An option of
     * `queue/Type` wins over the same option of the type.
     */
    interface TypeConfig extends OptionsConfig {

        /**
         * The Task Queue that the activity is bound to, instead of the one of its annotation. By default, it is the one of the
         * annotation, or `quarkus.activities.task-queue` if the annotation names none.
         */
        Optional<String> taskQueue();
    }

    /** How this process works as a worker. */
    interface WorkerConfig {

        /**
         * Whether this process runs activities. If not, it can still start activities and wait for their results.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The Task Queues that this process serves. By default, it serves all Task Queues that its activities are bound to.
         */
        Optional<List<String>> queues();

        /** A Task Queue that only this process serves. */
        OwnQueueConfig ownQueue();

        /**
         * How long this process can be silent before other processes consider it dead and retry its attempts. The process
         * renews its lease after a third of this time. At least 2 seconds.
         */
        @WithDefault("10s")
        Duration lease();

        /**
         * How many attempts of an execution in a row may be lost with their node before the execution is paused: perhaps it is
         * the execution that ends the nodes. {@code unpause} lets it try as often again. {@code 0} means any number.
         */
        @WithDefault("5")
        int maximumLostAttempts();

        /**
         * How long running attempts may continue when the process shuts down. It hands back attempts that are still running
         * then: another process, or this one after its restart, takes them again. By default, it is
         * {@code quarkus.shutdown.timeout}; if that is not set, 10 seconds, or 1 second in dev mode and in tests.
         */
        Optional<Duration> shutdownGracePeriod();
    }

    /** A Task Queue that only this process serves, for work that must run where earlier work ran. */
    interface OwnQueueConfig {

        /**
         * Whether this process serves a Task Queue of its own, with all its activities. `ActivityClient.ownTaskQueue()` returns
         * its name.
         */
        @WithDefault("false")
        boolean enabled();

        /**
         * The name of the process's own Task Queue, such as `files-${HOSTNAME}`. No other process may use the same name. By
         * default, each start generates a new name. Set a name if work that waits for this process must survive its restart.
         */
        Optional<String> name();

        /**
         * How many attempts of the process's own Task Queue run at the same time.
         */
        @WithDefault("200")
        int slots();
    }

    /** How this process works as a worker of one Task Queue. */
    interface QueueConfig {

        /**
         * Whether this process serves the Task Queue.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * How many attempts of this Task Queue run at the same time in this process.
         */
        @WithDefault("200")
        int slots();

        /**
         * How many tasks of this Task Queue this process takes per second. After a period without tasks, it may take as many at
         * once as the limit allows for one second. `0` means no limit.
         */
        @WithDefault("0")
        double maxActivitiesPerSecond();

        /**
         * How many tasks of this Task Queue all processes together take per second. After a period without tasks, they may take
         * as many at once as the limit allows for one second. The limit is stored in the database. Each process that sets this
         * property writes it there when it starts, and replaces the limit that was there. Processes that do not set it follow
         * the stored limit, within seconds. `0` removes the limit. If you remove the property, the stored limit stays.
         */
        OptionalDouble maxTaskQueueActivitiesPerSecond();

        /**
         * How many tasks may wait in this Task Queue before this process refuses starts with an
         * {@code ActivityBacklogFullException}. Tasks that wait for their start delay or their next attempt count too. By
         * default, there is no limit.
         * <p>
         * The process counts the tasks at most ten times per second. The limit is exact for the starts of one process. If other
         * processes start activities in the meantime, the number of tasks can exceed it.
         */
        OptionalInt maxBacklog();

        /**
         * Types to serve on this Task Queue, in addition to the types that are bound to it. Use it for tasks that a call sends
         * to this queue, or that still wait here after their type was moved to another queue. If a type has several
         * definitions, `queue/Type` selects the one that is bound to that queue.
         */
        Optional<List<String>> types();

        /**
         * The time between two heartbeats that are written to the database, for an attempt without a heartbeat timeout. Of the
         * heartbeats in between, only the latest is written, when this time is over.
         */
        @WithDefault("30s")
        Duration defaultHeartbeatThrottleInterval();

        /**
         * The longest time between two heartbeats that are written to the database. With a heartbeat timeout, the time is 80 %
         * of that timeout, but at most this value.
         */
        @WithDefault("60s")
        Duration maxHeartbeatThrottleInterval();
    }

    /** How metrics and health checks read the tables. */
    interface StatisticsConfig {

        /**
         * How often this process reads the tables for metrics and health: the backlogs, the oldest open execution and the
         * clock. If reading takes long, it reads less often, so that it spends at most a twentieth of the time on it. Without
         * metrics and health, it does not read the tables.
         */
        @WithDefault("10s")
        Duration interval();
    }

    /** When the health checks go down. */
    interface HealthConfig {

        /**
         * How long the database, or the thread that claims tasks, may be unresponsive before the readiness check goes down. The
         * liveness check goes down only if the thread is stuck for this long while the database responds.
         */
        @WithDefault("30s")
        Duration stalledAfter();
    }

    /** The size limits of payloads, measured in bytes as they are stored, after all codecs. */
    interface PayloadConfig {

        /**
         * The size above which the engine logs a warning about a payload, measured after all codecs.
         */
        @WithDefault("512K")
        MemorySize warnSize();

        /**
         * The largest size of a payload, measured after all codecs. A start with larger arguments is refused. A larger result,
         * or larger heartbeat or cancellation details, fail the activity without a retry. A larger failure is shortened.
         */
        @WithDefault("2M")
        MemorySize maxSize();

        /**
         * Whether arguments may differ from the parameters of the method, as in Temporal. If they may, missing arguments are
         * null or zero, surplus arguments are dropped, and Jackson converts values, for example a number to a string. By
         * default, an attempt with such arguments fails, so that values never end up in the wrong parameters after a change
         * of the method.
         */
        @WithDefault("false")
        boolean lenientArguments();
    }

    /** How the tables are created and updated. */
    interface SchemaConfig {

        /**
         * How the engine prepares the tables of the activities at start-up. {@code migrate} creates them, or updates them to
         * the current version. {@code validate} fails the start of the application unless they are up to date: use it if you
         * run the Flyway or Liquibase files of the extension yourself. {@code none} neither creates nor checks the tables.
         */
        @WithDefault("migrate")
        SchemaStrategy strategy();
    }

    /** How the engine prepares the tables at start-up. */
    enum SchemaStrategy {
        /** Creates the tables, or updates them to the current version. */
        MIGRATE,
        /** Fails the start of the application unless the tables are up to date. */
        VALIDATE,
        /** Neither creates nor checks the tables. */
        NONE
    }
}
