package io.quarkiverse.activities.sample.orders;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

import io.quarkiverse.activities.ActivityInfo;

/** Records every attempt in a transaction of its own, so that attempts that fail or are killed are recorded too. */
@ApplicationScoped
public class Ledger {

    @Transactional(TxType.REQUIRES_NEW)
    void note(ActivityInfo info) {
        AttemptSeen seen = new AttemptSeen();
        seen.runId = info.runId();
        seen.activityId = info.activityId();
        seen.activityType = info.activityType();
        seen.attempt = info.attempt();
        seen.seenAt = Instant.now();
        seen.persist();
    }
}
