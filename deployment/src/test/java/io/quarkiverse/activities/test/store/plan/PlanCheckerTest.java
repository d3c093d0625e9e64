package io.quarkiverse.activities.test.store.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

@Tag("quick")
class PlanCheckerTest {

    private static final int ROWS = 100;

    private static String node(String type, long rows, String more, String... children) {
        return "{\"Node Type\": \"" + type + "\", \"Actual Rows\": " + rows + ", \"Actual Loops\": 1" + more
                + ", \"Plans\": [" + String.join(", ", children) + "]}";
    }

    private static String scan(String type, String table, long rows, String more) {
        return node(type, rows, ", \"Relation Name\": \"" + table + "\", \"Index Name\": \"some_index\"" + more);
    }

    private static String indexScan(long rows, String more) {
        return scan("Index Scan", "activity_execution", rows, more);
    }

    private static void assertGood(String plan) throws JsonProcessingException {
        assertThat(PlanChecker.problems(new ObjectMapper().readTree(plan), ROWS)).isEmpty();
    }

    private static void assertBad(String plan, String problem) throws JsonProcessingException {
        assertThat(PlanChecker.problems(new ObjectMapper().readTree(plan), ROWS)).containsExactly(problem);
    }

    @Test
    void acceptsAnIndexScanThatReturnsAllItReads() throws Exception {
        assertGood(node("Limit", 100, "", indexScan(100, "")));
        assertGood(node("Sort", 100, "", indexScan(100, "")));
    }

    @Test
    void rejectsASequentialScanOfALargeTableEvenIfNotExecuted() throws Exception {
        assertBad(node("Limit", 0, "", scan("Seq Scan", "activity_execution_closed", 0, "")),
                "Seq Scan on activity_execution_closed");
        assertGood(scan("Seq Scan", "activity_worker", 3, ""));
    }

    @Test
    void rejectsAScanThatReadsMoreThanItReturns() throws Exception {
        assertBad(indexScan(1, ", \"Rows Removed by Filter\": 1000"),
                "Index Scan on activity_execution by some_index reads 1001 rows, but only 100 are allowed");
        assertBad(scan("Bitmap Heap Scan", "activity_execution", 1, ", \"Rows Removed by Index Recheck\": 1000"),
                "Bitmap Heap Scan on activity_execution by some_index reads 1001 rows, but only 100 are allowed");
    }

    @Test
    void rejectsAScanThatIsRepeatedManyTimes() throws Exception {
        assertBad(node("Nested Loop", 0, "", indexScan(5, "").replace("\"Actual Loops\": 1", "\"Actual Loops\": 30")),
                "Index Scan on activity_execution by some_index reads 150 rows, but only 100 are allowed");
    }

    @Test
    void rejectsASortOfTheBacklogForAFewRows() throws Exception {
        assertBad(node("Limit", 10, "", node("Sort", 10, "", scan("Function Scan", "other", 100_000, ""))),
                "Sort takes 100000 rows, but only 100 are allowed");
        assertBad(node("Hash Join", 10, "", node("Hash", 10, "", scan("Function Scan", "other", 100_000, ""))),
                "Hash takes 100000 rows, but only 100 are allowed");
    }

    @Test
    void acceptsPlansThatDoNotFeedASort() throws Exception {
        assertGood(node("Sort", 100, "", indexScan(100, ""),
                node("Update", 100, ", \"Parent Relationship\": \"InitPlan\"", indexScan(100, ""))));
    }

    @Test
    void rejectsAJoinThatDiscardsAlmostEverything() throws Exception {
        assertBad(node("Nested Loop", 1, ", \"Rows Removed by Join Filter\": 1000"),
                "Nested Loop discards 1000 rows, but only 100 are allowed");
    }

    @Test
    void rejectsAnIndexThatIsWalkedFromEndToEnd() throws Exception {
        assertBad(indexScan(1, ", \"Shared Hit Blocks\": 4000, \"Shared Read Blocks\": 1"),
                "The statement reads 4001 blocks, but only 4000 are allowed");
    }
}
