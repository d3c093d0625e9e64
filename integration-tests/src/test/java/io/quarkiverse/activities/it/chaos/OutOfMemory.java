package io.quarkiverse.activities.it.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.quarkiverse.activities.it.ActivitiesResource.FailedAttempt;

/**
 * Starts activities whose first two attempts ask for more memory than there is. The attempts fail and are tried again. Their
 * nodes go on.
 */
final class OutOfMemory implements Trouble {

    private static final String TYPE = "Starving";
    private static final int STARVING_ATTEMPTS = 2;
    /** What the JVM says, depending on its limits. */
    private static final List<String> MESSAGES = List.of("Java heap space", "Requested array size exceeds VM limit");

    private final Starts starts;
    private final List<String> ids = new ArrayList<>();

    OutOfMemory(Starts starts) {
        this.starts = starts;
    }

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) {
        int count = 1 + random.nextInt(5);
        journal.note(count + " activities ask for too much memory");
        for (int i = 0; i < count; i++) {
            String id = TYPE + "-" + ids.size();
            ids.add(id);
            starts.start(fleet.any(random), TYPE, id);
        }
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        Verdict verdict = new Verdict("an OutOfMemoryError of an activity is a failure of its attempt");
        for (String id : ids) {
            List<FailedAttempt> failed = aftermath.failed(id);
            verdict.check(failed.stream().filter(OutOfMemory::isStarvedOrLost).count() >= STARVING_ATTEMPTS,
                    id + " failed with " + failed);
        }
        return List.of(verdict.result());
    }

    private static boolean isStarvedOrLost(FailedAttempt attempt) {
        return attempt.timedOut() || MESSAGES.contains(attempt.message());
    }
}
