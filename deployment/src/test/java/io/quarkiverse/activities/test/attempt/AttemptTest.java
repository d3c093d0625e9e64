package io.quarkiverse.activities.test.attempt;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.test.harness.NamedRow;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests attempts: their scopes, retries, follow-ups, slots and transactions, in one application. */
@OnEachDatabase
class AttemptTest extends Transactions {

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("attempts")
            .withApplicationRoot(jar -> jar.addClasses(AttemptScopeActivities.class, RetryActivities.class,
                    FollowUpActivities.class, SlotsActivities.class, TransactionActivities.class, NamedRow.class,
                    TestDatabase.class))
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
            .overrideConfigKey("quarkus.transaction-manager.default-transaction-timeout", "1s")
            .overrideConfigKey("quarkus.activities.workers.seated.slots", "1")
            .overrideConfigKey("quarkus.activities.workers.ledger.slots", "2")
            .overrideConfigKey("quarkus.log.category.\"io.quarkiverse.activities\".level", "DEBUG")
            .setLogRecordPredicate(Retries::isOfAnAttempt)
            .assertLogRecords(Retries::checkLevels);
}
