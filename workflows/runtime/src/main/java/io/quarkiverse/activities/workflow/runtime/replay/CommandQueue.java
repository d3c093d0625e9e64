package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The decisions of a Workflow Task in the order in which code made them. */
class CommandQueue {

    private final Deque<Command> waiting = new ArrayDeque<>();
    private final List<Command> prepared = new ArrayList<>();
    private boolean preparing;
    /** Whether a decision with a number was added in this task. */
    private boolean numbered;
    private int lastNumber;

    void add(Command command) {
        waiting.add(command);
        numbered |= command.isNumbered();
    }

    /** Prepares all decisions, one by one. Code that goes on because of that may add more. */
    void prepare() {
        if (preparing) {
            return;
        }
        preparing = true;
        try {
            Command command;
            while ((command = waiting.poll()) != null) {
                if (counts(command)) {
                    prepared.add(command);
                    command.prepare();
                }
            }
        } finally {
            preparing = false;
        }
    }

    /** {@return whether no code goes on when those decisions are prepared that wait for it} */
    boolean runNoCode() {
        return !preparing && waiting.stream().allMatch(Command::isNumbered);
    }

    /** {@return whether no decision waits to be prepared} */
    boolean isPrepared() {
        return waiting.isEmpty();
    }

    /** Adds a decision that needs no preparation. All before it must be prepared. */
    void addPrepared(Command command) {
        prepared.add(command);
    }

    /** {@return whether there are calls, which should go out soon} */
    boolean hasCalls() {
        return numbered && prepared.stream().anyMatch(command -> command.isNumbered() && counts(command));
    }

    boolean counts(Command command) {
        return !command.isWithdrawn();
    }

    /** {@return the decisions of the task, with their numbers} */
    List<Decision> take() {
        List<Decision> decisions = new ArrayList<>();
        for (Command command : prepared) {
            if (counts(command)) {
                decisions.add(command.record(command.isNumbered() ? ++lastNumber : 0));
            }
        }
        prepared.clear();
        numbered = waiting.stream().anyMatch(Command::isNumbered);
        return decisions;
    }
}
