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
    private int lastNumber;

    void add(Command command) {
        waiting.add(command);
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
                    command.prepare();
                    prepared.add(command);
                }
            }
        } finally {
            preparing = false;
        }
    }

    /** {@return whether there are calls, which should go out soon} */
    boolean hasCalls() {
        return prepared.stream().anyMatch(command -> command.isNumbered() && counts(command));
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
        return decisions;
    }
}
