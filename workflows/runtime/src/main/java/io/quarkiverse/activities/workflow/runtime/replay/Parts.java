package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.concurrent.Executor;

/** Creates the parts of a run. Tests replace them by broken ones, to prove that the other tests would notice. */
class Parts {

    Scheduler scheduler(Executor threads, Baton baton) {
        return new Scheduler(threads, baton);
    }

    CommandQueue commands() {
        return new CommandQueue();
    }

    Recorded recorded(JournalLine line) {
        return Recorded.of(line);
    }

    Matcher matcher() {
        return new Matcher();
    }
}
