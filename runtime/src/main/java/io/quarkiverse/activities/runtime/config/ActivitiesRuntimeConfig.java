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

/** What an operator can tune at run time. */
@ConfigMapping(prefix = "quarkus.activities")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface ActivitiesRuntimeConfig {

    /** The tables of the activities. */
    SchemaConfig schema();

    /**
     * How many database connections the engine keeps for itself, beside the application's own pool. They are opened when they
     * are needed. On PostgreSQL there is one more, which listens for notifications.
     */
    @WithDefault("3")
    int connections();

    /**
     * The Task Queue of definitions that name none.
     */
    @WithDefault("default")
    String taskQueue();

    /**
     * How long closed executions are kept.
     */
    @WithDefault("30d")
    Duration retention();

    /**
     * Options of single activities. They are nearer than the annotation and farther than the call.
     */
    @ConfigDocMapKey("activity-type")
    Map<String, TypeConfig> types();

    /** Options of all activities, for what neither the call nor the configuration of the type nor the annotation sets. */
    OptionsConfig defaults();

    /** What metrics and health know of the tables. */
    StatisticsConfig statistics();

    /** How health is judged. */
    HealthConfig health();

    /** The size of payloads. */
    PayloadConfig payload();

    /** This process as a worker. */
    WorkerConfig worker();

    /** The workers of single Task Queues. */
    @ConfigDocMapKey("task-queue")
    Map<String, QueueConfig> workers();

    /**
     * Options of one activity. The key is an Activity Type, or `queue/Type` where one type lives on several Task Queues: the
     * queue is the one that the annotation names, else the default one. What names the queue wins.
     */
    interface TypeConfig extends OptionsConfig {

        /**
         * The Task Queue that the activity is bound to, instead of the one of its annotation.
         */
        Optional<String> taskQueue();
    }

    /** What this process does as a worker. */
    interface WorkerConfig {

        /**
         * Whether this process runs activities. A process that does not can still start them and wait for them.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * The Task Queues that this process serves. All that its activities are bound to, unless set.
         */
        Optional<List<String>> queues();

        /** A Task Queue that this process alone serves. */
        OwnQueueConfig ownQueue();

        /**
         * How long this process may be silent before others take its attempts for lost and retry them. Renewed at a third of
         * it. At least 2 seconds.
         */
        @WithDefault("10s")
        Duration lease();

        /**
         * How long attempts in progress may go on when the process shuts down. {@code quarkus.shutdown.timeout} unless set, or
         * 10 seconds.
         */
        Optional<Duration> shutdownGracePeriod();
    }

    /** A Task Queue that this process alone serves, for work that must be done where something else was done before. */
    interface OwnQueueConfig {

        /**
         * Whether this process serves a Task Queue of its own, with all its activities. `ActivityClient.ownTaskQueue()` tells
         * its name.
         */
        @WithDefault("false")
        boolean enabled();

        /**
         * The name of the Task Queue, such as `files-${HOSTNAME}`. No other process may have the same. Generated anew at each
         * start unless set: set it where work that waits for this process must survive its restart.
         */
        Optional<String> name();

        /**
         * How many attempts of this Task Queue run at once.
         */
        @WithDefault("200")
        int slots();
    }

    /** What this process does as a worker of one Task Queue. */
    interface QueueConfig {

        /**
         * Whether this process serves the Task Queue.
         */
        @WithDefault("true")
        boolean enabled();

        /**
         * How many attempts of this Task Queue run at once in this process.
         */
        @WithDefault("200")
        int slots();

        /**
         * How many tasks of this Task Queue this process takes a second. As many as a second allows may be taken at once when
         * none were for a while. 0 is no limit.
         */
        @WithDefault("0")
        double maxActivitiesPerSecond();

        /**
         * How many tasks of this Task Queue all processes together take a second. As many as a second allows may be taken at
         * once when none were for a while. Kept in the database: each process that sets it writes it there when it starts and
         * so overrules those before it, and processes that do not set it keep to it, within seconds. 0 lifts the limit. A
         * limit stays when the property is removed.
         */
        OptionalDouble maxTaskQueueActivitiesPerSecond();

        /**
         * How many tasks may wait in this Task Queue before starts in this process are refused with an
         * {@code ActivityBacklogFullException}. Tasks that wait for their start delay or their next attempt count. No limit
         * unless set.
         * <p>
         * The tasks are counted at most ten times a second, so that the limit is exact for the starts of one process, and may
         * be exceeded by what others start meanwhile.
         */
        OptionalInt maxBacklog();

        /**
         * Types to serve on this Task Queue beside those that are bound to it: for tasks that a call sends here, or that wait
         * here since the type was bound to this queue. `queue/Type` names one of several definitions of a type by the queue it
         * is bound to.
         */
        Optional<List<String>> types();

        /**
         * The time between two heartbeats that are written, for an attempt without a heartbeat timeout. Of those in between
         * the latest is written in the end.
         */
        @WithDefault("30s")
        Duration defaultHeartbeatThrottleInterval();

        /**
         * The longest time between two heartbeats that are written. With a heartbeat timeout it is 80 % of that, and at most
         * this.
         */
        @WithDefault("60s")
        Duration maxHeartbeatThrottleInterval();
    }

    /** What metrics and health know of the tables. */
    interface StatisticsConfig {

        /**
         * How often this process looks at the tables for metrics and health: at backlogs, at the oldest open execution, at the
         * clock. A look that takes long is taken less often: it takes at most a twentieth of the time. Processes without
         * metrics and health never look.
         */
        @WithDefault("10s")
        Duration interval();
    }

    /** How health is judged. */
    interface HealthConfig {

        /**
         * How long nothing may be heard of the database, or of the thread that claims tasks, before this process counts as not
         * ready. As not alive it counts only if the thread stands still for so long while the database answers.
         */
        @WithDefault("30s")
        Duration stalledAfter();
    }

    /** How large a payload may be: the bytes that are stored, after all codecs. */
    interface PayloadConfig {

        /**
         * From which size on a payload draws a warning.
         */
        @WithDefault("512K")
        MemorySize warnSize();

        /**
         * The size up to which a payload is accepted. Arguments over it refuse the start. A result, heartbeat details or cancel
         * details over it fail the activity, without a retry; a failure over it is shortened.
         */
        @WithDefault("2M")
        MemorySize maxSize();
    }

    /** How the tables come into being. */
    interface SchemaConfig {

        /**
         * What is done about the tables of the activities at start-up. {@code migrate} creates them and brings them up to date;
         * {@code validate} refuses to start unless they are up to date, for those who run the shipped Flyway or Liquibase files
         * themselves; {@code none} neither creates nor checks them.
         */
        @WithDefault("migrate")
        SchemaStrategy strategy();
    }

    /** What is done about the tables at start-up. */
    enum SchemaStrategy {
        /** Create the tables, or bring them up to date. */
        MIGRATE,
        /** Refuse to start unless the tables are up to date. */
        VALIDATE,
        /** Do nothing. */
        NONE
    }
}
