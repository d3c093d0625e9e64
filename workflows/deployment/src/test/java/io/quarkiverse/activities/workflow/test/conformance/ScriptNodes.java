package io.quarkiverse.activities.workflow.test.conformance;

import java.util.concurrent.TimeUnit;

import io.quarkiverse.activities.workflow.runtime.store.RunState;

/**
 * The nodes of a script: the one that its actions start and stop, and if all nodes are restarted in the middle of the script,
 * one for everything else.
 */
final class ScriptNodes {

    private static final long PAUSE_MILLIS = 10;

    private final Engine engine;
    private final String prefix;
    private final ScriptNode own;
    private final ScriptNode home;

    /** @param withHome whether the script has a node of its own, and does not use the one of the application */
    ScriptNodes(Engine engine, String prefix, boolean withHome) {
        this.engine = engine;
        this.prefix = prefix;
        own = new ScriptNode(engine, prefix + "own");
        home = withHome ? new ScriptNode(engine, prefix + "home") : null;
        if (withHome) {
            home.start();
        }
    }

    /** {@return the Task Queue with this name in the script, or null for the one of the application} */
    String queue(String named) {
        if (named == null) {
            return home == null ? null : home.queue();
        }
        return named.equals("own") ? own.queue() : named;
    }

    void startOwn(int build) {
        stopOwn();
        RecordedProgram.worldOf(prefix).build(build);
        own.start();
    }

    void stopOwn() {
        own.stop();
    }

    void stop() {
        own.stop();
        if (home != null) {
            home.stop();
        }
    }

    /**
     * Restarts the nodes when they run no Local Activity, whose body would run again.
     *
     * @return whether a run was open then
     */
    boolean restart() throws InterruptedException {
        while (isAny(RunState.OWNED)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        own.restart();
        home.restart();
        return engine.runs(prefix).stream().anyMatch(run -> !engine.run(run).state().isClosed());
    }

    private boolean isAny(RunState state) {
        return engine.runs(prefix).stream().anyMatch(run -> engine.run(run).state() == state);
    }
}
