package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.activities.ActivityStatus;
import io.quarkiverse.activities.it.ActivitiesResource.ExecutionState;

/** Tests that a task token stays valid while its attempt is current, even if its node is killed or stops. */
@Execution(ExecutionMode.CONCURRENT)
class TaskTokensIT {

    private static final int GONE = 410;

    private final Cluster cluster = new Cluster(Database.create("handed_out"));

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aTokenStaysValidWhenItsNodeIsKilled() throws Exception {
        assertTokensStayValid("10s", AppNode::kill);
    }

    @Test
    void aTokenStaysValidWhenItsNodeStops() throws Exception {
        assertTokensStayValid("1m", AppNode::terminate);
    }

    private void assertTokensStayValid(String lease, Consumer<AppNode> end) throws Exception {
        String setting = "quarkus.activities.worker.lease=" + lease;
        List<AppNode> nodes = List.of(cluster.node("first", setting), cluster.node("second", setting));
        for (AppNode node : nodes) {
            node.ready().start("HandedOut", node.name());
        }
        await().atMost(AppNode.PATIENCE).until(() -> nodes.stream().allMatch(node -> hasNoOwner(node.name())));
        nodes.forEach(end);

        AppNode third = cluster.node("third").ready();
        // The third node has removed the leases of the others
        await().atMost(AppNode.PATIENCE)
                .until(() -> cluster.database().query("SELECT count(*) FROM activity_worker").equals(List.of("1")));
        for (AppNode node : nodes) {
            String id = node.name();
            assertThat(third.complete(token(id, 1), "stale").join().statusCode()).isEqualTo(GONE);
            assertThat(third.describe(id)).isEqualTo(new ExecutionState(ActivityStatus.RUNNING, 2, List.of("1 not yet")));
            assertThat(third.complete(token(id, 2), "result").join().statusCode()).isEqualTo(200);
            assertThat(third.result(id).get(60, TimeUnit.SECONDS)).isEqualTo("result");
            assertThat(third.describe(id)).isEqualTo(new ExecutionState(ActivityStatus.COMPLETED, 2, List.of("1 not yet")));
            assertThat(third.complete(token(id, 2), "again").join().statusCode()).isEqualTo(GONE);
        }
    }

    /** {@return whether the second attempt is in progress without an owner} */
    private boolean hasNoOwner(String id) {
        return cluster.database().query("SELECT 1 FROM activity_execution WHERE owner IS NULL AND state = 1 AND attempt = 2"
                + " AND activity_id = '" + id + "'").size() == 1;
    }

    private String token(String id, int attempt) {
        return cluster.database().query("SELECT event FROM ledger WHERE activity_id = '" + id + "' AND attempt = " + attempt)
                .get(0);
    }
}
