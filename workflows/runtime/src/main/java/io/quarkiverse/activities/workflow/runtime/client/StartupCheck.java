package io.quarkiverse.activities.workflow.runtime.client;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.StartupCheckConfig;
import io.quarkiverse.activities.workflow.runtime.config.WorkflowsRuntimeConfig.StartupCheckMode;
import io.quarkus.runtime.StartupEvent;

/** Checks open runs when the application starts, before it runs any of them. */
@Singleton
public class StartupCheck {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final OpenRunChecks checks;
    private final StartupCheckConfig config;

    StartupCheck(OpenRunChecks checks, WorkflowsRuntimeConfig config) {
        this.checks = checks;
        this.config = config.startupCheck();
    }

    /** After the engine has made the tables, and before the runner begins. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER + 1) StartupEvent event) {
        check(config.mode());
    }

    /**
     * Checks open runs as the application does when it starts.
     *
     * @throws IllegalStateException if the mode is FAIL, and the application cannot continue a run
     */
    public void check(StartupCheckMode mode) {
        if (mode == StartupCheckMode.OFF) {
            return;
        }
        WorkflowCheck check = checks.check(WorkflowCheckOptions.all().mostPerType(config.mostPerType()));
        if (check.isClean()) {
            LOG.info(check.summary());
        } else if (mode == StartupCheckMode.WARN) {
            LOG.warnf("%s", check.summary());
        } else {
            throw new IllegalStateException(check.summary() + ". Deploy code that fits these runs, or set"
                    + " quarkus.activities.workflows.startup-check.mode=warn to start anyway, which blocks them");
        }
    }
}
