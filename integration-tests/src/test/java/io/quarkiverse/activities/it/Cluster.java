package io.quarkiverse.activities.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A database and the nodes that share it. */
public final class Cluster implements AutoCloseable {

    private final Database database;
    private final List<AppNode> nodes = new ArrayList<>();

    public Cluster(Database database) {
        this.database = database;
    }

    public Database database() {
        return database;
    }

    /** {@return a node that is starting} */
    public AppNode node(String name, String... settings) {
        AppNode node = new AppNode(name, database, settings);
        nodes.add(node);
        return node;
    }

    /** {@return a node of another application, or of another build of it, which is starting} */
    public AppNode node(String name, Path application, String... settings) {
        AppNode node = new AppNode(name, application, database, settings);
        nodes.add(node);
        return node;
    }

    public List<String> names() {
        return nodes.stream().map(AppNode::name).toList();
    }

    /** Waits until the attempts of this activity have written exactly these entries, in any order. */
    void awaitLedger(String activityId, String... entries) {
        await().atMost(AppNode.PATIENCE)
                .untilAsserted(() -> assertThat(database.ledger(activityId)).containsExactlyInAnyOrder(entries));
    }

    /** Waits until this number of executions is closed and none is open. */
    void awaitClosed(int executions) {
        await().atMost(AppNode.PATIENCE).ignoreExceptions().until(() -> database
                .query("SELECT (SELECT count(*) FROM activity_execution), count(*) FROM activity_execution_closed")
                .equals(List.of("0 " + executions)));
    }

    @Override
    public void close() {
        nodes.forEach(AppNode::close);
    }
}
