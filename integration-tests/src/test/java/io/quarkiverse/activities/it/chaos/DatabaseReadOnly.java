package io.quarkiverse.activities.it.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Lets all sessions read but not write for a while, as a server does that is no longer the primary. */
public final class DatabaseReadOnly implements Trouble {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Verdict resumed = new Verdict("executions are closed again when the database can be written to");

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws InterruptedException {
        journal.note("The database is read-only");
        fleet.database().readOnly(true);
        fleet.pace().pass(random, Duration.ofSeconds(1), LONGEST);
        fleet.database().readOnly(false);
        journal.note("The database can be written to again");
        resumed.check(Progress.resumes(fleet), "none within " + Progress.PATIENCE);
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        return List.of(resumed.result());
    }
}
