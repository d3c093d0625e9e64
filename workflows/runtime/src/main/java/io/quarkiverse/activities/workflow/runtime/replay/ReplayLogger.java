package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

/** A logger that is silent while a condition holds. */
final class ReplayLogger extends Logger {

    private static final String CATEGORY = "io.quarkiverse.activities.workflow.";

    private final transient Logger target;
    private final transient BooleanSupplier silent;

    ReplayLogger(String workflowType, BooleanSupplier silent) {
        super(CATEGORY + workflowType);
        target = Logger.getLogger(CATEGORY + workflowType);
        this.silent = silent;
    }

    @Override
    public boolean isEnabled(Level level) {
        return !silent.getAsBoolean() && target.isEnabled(level);
    }

    @Override
    protected void doLog(Level level, String loggerClassName, Object message, Object[] parameters, Throwable thrown) {
        if (!silent.getAsBoolean()) {
            target.log(loggerClassName, level, message, parameters, thrown);
        }
    }

    @Override
    protected void doLogf(Level level, String loggerClassName, String format, Object[] parameters, Throwable thrown) {
        if (!silent.getAsBoolean()) {
            target.logf(loggerClassName, level, thrown, format, parameters);
        }
    }
}
