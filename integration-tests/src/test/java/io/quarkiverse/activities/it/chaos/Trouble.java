package io.quarkiverse.activities.it.chaos;

import java.util.List;
import java.util.Random;

/** A failure that is injected into nodes or the database, or an activity or a caller that does harm. */
public interface Trouble {

    /** Injects the failure. It is over when this method returns, but its consequences may continue. */
    void happen(Fleet fleet, Random random, Journal journal) throws Exception;

    /** {@return what this trouble must not have caused, beside the promises that always hold} Called when all is closed. */
    default List<RuleResult> verdict(Aftermath aftermath) {
        return List.of();
    }
}
