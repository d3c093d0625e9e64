package io.quarkiverse.activities.workflow.it;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.activities.it.AppNode;
import io.quarkiverse.activities.it.Database;

/**
 * Stops the first transaction that comes by at a named moment, by a trigger of the database. Neither the engine nor the
 * application knows of it. The test kills or cuts off the node meanwhile, and then lets the transaction commit or not.
 */
final class Probe {

    /** When a trigger runs. */
    enum Moment {
        /** The statement has been sent, but nothing is committed. */
        IN_TRANSACTION,
        /** The commit has been sent. What happens to the connection does not matter to it any more. */
        AT_COMMIT
    }

    private static final String SLEEPING = " FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    private final Database database;

    /**
     * @param event the event of a trigger, such as {@code UPDATE ON workflow_execution}
     * @param condition what makes it the right moment, with {@code OLD} and {@code NEW}
     */
    Probe(Database database, Moment moment, String event, String condition) {
        this.database = database;
        database.execute("CREATE TABLE probe (open BOOLEAN); INSERT INTO probe VALUES (false)");
        database.execute("CREATE FUNCTION probe() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " WHILE NOT (SELECT open FROM probe) LOOP PERFORM pg_sleep(0.02); END LOOP; RETURN NULL; END $$");
        database.execute("CREATE " + (moment == Moment.AT_COMMIT ? "CONSTRAINT " : "") + "TRIGGER probe AFTER " + event
                + (moment == Moment.AT_COMMIT ? " DEFERRABLE INITIALLY DEFERRED" : "") + " FOR EACH ROW WHEN (" + condition
                + ") EXECUTE FUNCTION probe()");
    }

    /** {@return a probe for the commit of a Workflow Task that is not the last one} */
    static Probe task(Database database, Moment moment, String workflow, int turn) {
        return new Probe(database, moment, "UPDATE ON workflow_execution",
                "NEW.workflow_id = '" + workflow + "' AND NEW.turn = " + turn + " AND OLD.turn < NEW.turn");
    }

    /** {@return a probe for the moment when the completion of an activity is written} */
    static Probe completion(Database database, int activity) {
        return new Probe(database, Moment.IN_TRANSACTION, "DELETE ON activity_execution",
                "OLD.activity_id LIKE '%/a" + activity + "'");
    }

    void awaitReached() {
        await("the probe").atMost(AppNode.PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::isReached);
    }

    private boolean isReached() {
        return !database.query("SELECT pid" + SLEEPING).isEmpty();
    }

    /** Lets the transaction go on, or fail. */
    void let(boolean pass) {
        if (pass) {
            letPass();
        } else {
            letFail();
        }
    }

    /** Lets the transaction go on. If its client is gone, it commits only at {@link Moment#AT_COMMIT}. */
    void letPass() {
        database.execute("UPDATE probe SET open = true");
        await("the end of the transaction").atMost(AppNode.PATIENCE).until(() -> !isReached());
    }

    /** Lets the transaction fail. Others pass. */
    void letFail() {
        List<String> ended = database.query("SELECT pg_terminate_backend(pid)" + SLEEPING);
        if (ended.isEmpty()) {
            throw new IllegalStateException("No transaction was stopped");
        }
        database.execute("UPDATE probe SET open = true");
        await("the end of the transaction").atMost(AppNode.PATIENCE).until(() -> !isReached());
    }
}
