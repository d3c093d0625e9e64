package io.quarkiverse.activities.workflow.runtime.config;

import java.util.Optional;
import java.util.OptionalInt;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The configuration of workflows that can change at run time. */
@ConfigMapping(prefix = "quarkus.activities.workflows")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface WorkflowsRuntimeConfig {

    /**
     * How many workflow runs stay in the memory of this node while they wait. A run that is not in memory is rebuilt from its
     * journal when something arrives for it. With 0, each Workflow Task rebuilds its run. The default is 10,000 on a JDK with
     * virtual threads, and 200 on JDK 17, where each run in memory holds a platform thread.
     */
    OptionalInt cacheSize();

    /**
     * How often this node checks that workflow code is deterministic: each n-th Workflow Task is replayed from the database
     * before it commits. If the code then does something else, its run is blocked, with the reason, and nothing of the task is
     * stored. With 0, only runs that are rebuilt anyway are checked. The default is 1 in dev and test mode, which checks every
     * task, and 1,000 in production.
     */
    OptionalInt checkEvery();

    /**
     * Whether this node runs workflow code. If not, it can still start workflows, send messages to them and check them. By
     * default, it does if `quarkus.activities.worker.enabled` is true.
     */
    Optional<Boolean> enabled();

    /** Limits of a single run. A run that exceeds one is blocked with the reason, and goes on when the limit is raised. */
    LimitsConfig limits();

    /** Limits of a single run. A run that exceeds one is blocked with the reason, and goes on when the limit is raised. */
    interface LimitsConfig {

        /** How many arrivals and decisions the journal of a run can have before the node logs a warning. */
        @WithDefault("10240")
        int journalEntriesWarning();

        /** How many arrivals and decisions the journal of a run can have. */
        @WithDefault("51200")
        int journalEntries();

        /** How large the journal of a run can be before the node logs a warning. */
        @WithDefault("10M")
        MemorySize journalSizeWarning();

        /** How large the journal of a run can be. Arguments and results of activities do not count. */
        @WithDefault("50M")
        MemorySize journalSize();

        /** How many signals a run can get. */
        @WithDefault("10000")
        int signals();

        /** How many activities of a run can be open at the same time. */
        @WithDefault("2000")
        int openActivities();

        /** How many children of a run can be open at the same time. */
        @WithDefault("2000")
        int openChildren();
    }

    /** A check of open runs when the application starts. */
    StartupCheckConfig startupCheck();

    /** A check of open runs when the application starts. */
    interface StartupCheckConfig {

        /**
         * Whether the application replays open runs when it starts, before it runs any workflow code, to find those that its
         * code cannot continue. With {@code warn} it logs them. With {@code fail} it does not start.
         */
        @WithDefault("off")
        StartupCheckMode mode();

        /** How many open runs of each Workflow Type and version are checked at most: those that were started last. */
        @WithDefault("1000")
        int mostPerType();
    }

    /** How to react to open runs that the code cannot continue. */
    enum StartupCheckMode {
        OFF,
        WARN,
        FAIL
    }

    /** Local Activities and steps. */
    LocalActivitiesConfig localActivities();

    /** Local Activities and steps. */
    interface LocalActivitiesConfig {

        /**
         * When a workflow gets what has arrived for it while one of its Local Activities runs. With {@code task-end}, as in
         * Temporal, when all of them have ended, or after 80 % of the timeout of the Workflow Task; what the code decides goes
         * out then, too. Use it for code that must behave in the same way on a Temporal cluster.
         */
        @WithDefault("immediate")
        Delivery delivery();

        /**
         * How many Local Activities run at a time on this node. Others wait. Each has a thread, so this is a limit of threads
         * before JDK 24. A method that has timed out counts until it returns.
         */
        @WithDefault("1000")
        int maxConcurrent();

        /**
         * How many Local Activities of one run can be running at the same time. Others wait. Runs take turns, so that one with
         * many Local Activities holds up no other.
         */
        @WithDefault("100")
        int maxConcurrentPerRun();
    }

    /** When a workflow gets what arrives while one of its Local Activities runs. */
    enum Delivery {
        IMMEDIATE,
        TASK_END
    }
}
