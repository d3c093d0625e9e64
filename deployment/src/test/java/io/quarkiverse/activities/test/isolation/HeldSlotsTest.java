package io.quarkiverse.activities.test.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.runtime.worker.Worker;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkus.test.QuarkusUnitTest;

/** Tests slots that attempts hold for longer than they should, and attempts that need more than a slot. */
@OnEachDatabase
class HeldSlotsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 5;

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("held_slots")
            .overrideConfigKey("quarkus.activities.workers.stuck.slots", "2")
            .overrideConfigKey("quarkus.datasource.jdbc.max-size", String.valueOf(CONNECTIONS))
            .overrideConfigKey("quarkus.datasource.jdbc.acquisition-timeout", "10s")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue())
            .assertLogRecords(HeldSlotsTest::checkLog)
            .withApplicationRoot(jar -> jar.addClasses(HeldSlotsActivities.class, TestDatabase.class));

    @Inject
    ActivityClient activities;

    @Inject
    HeldSlotsActivities held;

    @Inject
    Worker worker;

    private static void checkLog(List<LogRecord> records) {
        List<LogRecord> stuck = records.stream().filter(record -> text(record).contains("but its method still runs")).toList();
        assertThat(stuck).hasSize(2);
        assertThat(stuck).allSatisfy(record -> assertThat(record.getThrown().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("doesNotReturn")));
        assertThat(records).anyMatch(record -> text(record).contains("Task Queue 'ledger' has 200 slots")
                && text(record).contains("[UsesConnection]") && text(record).contains(CONNECTIONS + " connections"));
    }

    private static String text(LogRecord record) {
        return String.format(record.getMessage(), record.getParameters());
    }

    @Test
    void methodsThatDoNotReturnAreCountedUntilTheyDo() {
        for (int i = 0; i < 2; i++) {
            ActivityHandle<Void> handle = activities.callVoid(HeldSlotsActivities.class, HeldSlotsActivities::doesNotReturn)
                    .start();
            assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
        }
        Awaitility.await().atMost(LONG).until(() -> worker.stuckSlots("stuck") == 2);
        worker.logStuckAttempts();
        worker.logStuckAttempts();
        held.release.countDown();
        Awaitility.await().atMost(LONG).until(() -> worker.stuckSlots("stuck") == 0 && worker.status("stuck").used() == 0);
    }

    @Test
    void aStageThatTimesOutIsCanceledAndFreesItsSlot() {
        ActivityHandle<?> handle = activities.callUni(HeldSlotsActivities.class, HeldSlotsActivities::neverCompletes).start();
        assertThatThrownBy(() -> handle.result(LONG)).isInstanceOf(ActivityFailedException.class);
        Awaitility.await().atMost(LONG).until(() -> held.uniCanceled.get() && worker.status("later").used() == 0);
    }

    @Test
    void transactionalAttemptsWaitForConnectionsAndOthersDoNot() throws Exception {
        List<ActivityHandle<Long>> handles = new ArrayList<>();
        for (int i = 0; i < 8 * CONNECTIONS; i++) {
            handles.add(activities.call(HeldSlotsActivities.class, HeldSlotsActivities::usesConnection).start());
        }
        assertThat(activities.call(HeldSlotsActivities.class, HeldSlotsActivities::needsNoConnection).start().result(LONG))
                .isEqualTo("done");
        for (ActivityHandle<Long> handle : handles) {
            assertThat(handle.result(LONG)).isEqualTo(1);
        }
        assertThat(held.mostTransactions.get()).isBetween(1, CONNECTIONS - 1);
        Awaitility.await().atMost(LONG).until(() -> worker.status("ledger").used() == 0);
    }
}
