package io.quarkiverse.activities.test.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class FreshSchemaPostgresqlTest extends FreshSchemaTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(TestDatabase.POSTGRESQL);

    @Test
    void pagesKeepRoomAndHotIndexesArePartial() throws Exception {
        assertThat(store.ask("SELECT count(*) FROM pg_class WHERE relname = 'activity_execution'"
                + " AND 'fillfactor=70' = ANY (reloptions)")).isEqualTo(1L);
        assertThat(store.ask("SELECT count(*) FROM pg_indexes WHERE indexname IN ('activity_execution_claim',"
                + " 'activity_execution_deadline') AND indexdef LIKE '%WHERE%'")).isEqualTo(2L);
    }

    @Test
    void heartbeatsStayHeapOnly() throws Exception {
        store.insertExecution("hot-1");
        store.run("UPDATE activity_execution SET heartbeat_at = now(), heartbeat_details = '\\x01',"
                + " heartbeat_count = heartbeat_count + 1 WHERE activity_id = 'hot-1'", "SELECT pg_stat_force_next_flush()");
        assertThat(store.ask("SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'activity_execution'"))
                .isEqualTo(1L);
    }
}
