package io.quarkiverse.activities.it.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.quarkiverse.activities.it.AppNode;

/**
 * Moves the tables of the executions to a small disk and fills it, so that the database rejects writes. Then frees it. Skipped
 * where nothing can be mounted.
 */
final class FullDisk implements Trouble {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final List<String> TABLES = List.of("activity_execution", "activity_execution_closed");

    private final Verdict noticed = new Verdict("a full disk is noticed");
    private final Verdict resumed = new Verdict("executions are closed again when the disk has room");

    @Override
    public void happen(Fleet fleet, Random random, Journal journal) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(fleet.newDirectory())) {
            if (disk == null) {
                journal.note("No disk becomes full: only an administrator can mount a small one");
                return;
            }
            fleet.server().execute("CREATE TABLESPACE small_disk LOCATION '" + disk.directory() + "'");
            move(fleet, "small_disk");
            try {
                fillAndFree(fleet, random, disk, journal);
            } finally {
                move(fleet, "pg_default");
                fleet.server().execute("DROP TABLESPACE small_disk");
            }
        }
    }

    private void fillAndFree(Fleet fleet, Random random, SmallDisk disk, Journal journal) throws Exception {
        journal.note("The disk is full");
        List<AppNode> nodes = fleet.members().stream().map(Member::node).toList();
        long before = complaints(nodes.stream());
        disk.fill();
        try {
            noticed.check(Progress.comes(() -> complaints(withNew(nodes, fleet)) > before), "no node logged it");
            fleet.pace().pass(random, Duration.ofSeconds(1), LONGEST);
        } finally {
            disk.free();
            journal.note("The disk has room again");
        }
        resumed.check(Progress.resumes(fleet), "none within " + Progress.PATIENCE);
    }

    @Override
    public List<RuleResult> verdict(Aftermath aftermath) {
        return List.of(noticed.result(), resumed.result());
    }

    /** Waits only briefly for the lock, so that the nodes do not queue behind it. */
    private static void move(Fleet fleet, String tablespace) {
        for (String table : TABLES) {
            await("move " + table).atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
                fleet.database().execute(
                        "SET lock_timeout = 250; ALTER TABLE " + table + " SET TABLESPACE " + tablespace);
                return true;
            });
        }
    }

    private static Stream<AppNode> withNew(List<AppNode> nodes, Fleet fleet) {
        return Stream.concat(nodes.stream(), fleet.members().stream().map(Member::node)).distinct();
    }

    private static long complaints(Stream<AppNode> nodes) {
        return nodes.mapToLong(node -> node.logged("No space left on device")).sum();
    }
}
