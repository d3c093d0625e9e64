package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class StoreTimePostgresqlTest extends StoreTimeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);

    @Test
    void anIndexCanBeSearchedWithIt() throws Exception {
        String plan = connections.inTransaction(connection -> {
            connection.createStatement().execute("SET LOCAL enable_seqscan = off");
            try (PreparedStatement explain = connection.prepareStatement(
                    "EXPLAIN SELECT run_id FROM activity_execution WHERE deadline_at <= " + time.now())) {
                time.bind(explain, 1);
                StringBuilder lines = new StringBuilder();
                try (ResultSet line = explain.executeQuery()) {
                    while (line.next()) {
                        lines.append(line.getString(1)).append('\n');
                    }
                }
                return lines.toString();
            }
        });
        assertThat(plan).contains("Index Cond: (deadline_at <=");
    }
}
