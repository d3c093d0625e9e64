package io.quarkiverse.activities.test.store.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Checks an executed plan of PostgreSQL in the format of {@code EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)}. A statement for a
 * given number of rows may not read, sort or keep more rows than that, however large the tables are.
 */
public final class PlanChecker {

    /** The tables that grow with the backlog and with history. */
    private static final Set<String> LARGE = Set.of("activity_execution", "activity_execution_closed", "workflow_execution",
            "workflow_execution_closed", "workflow_journal", "workflow_message", "workflow_outbox", "workflow_value");

    private static final Set<String> KEEPING = Set.of("Sort", "Incremental Sort", "Materialize", "Hash", "Memoize",
            "Aggregate", "WindowAgg");
    /** The number of blocks that one row may cost in all indexes of its table, with some reserve. */
    private static final long BLOCKS_PER_ROW = 40;

    private final long rows;
    private final List<String> problems = new ArrayList<>();

    private PlanChecker(long rows) {
        this.rows = rows;
    }

    /**
     * {@return the violations of the bound}
     *
     * @param rows the maximum number of rows that any part of the plan may read
     */
    public static List<String> problems(JsonNode plan, long rows) {
        PlanChecker checker = new PlanChecker(rows);
        checker.check(plan);
        long blocks = plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
        // Only the blocks reveal an index that is walked from end to end for a condition on its last column
        checker.atMost(rows * BLOCKS_PER_ROW, blocks, "The statement reads", "blocks");
        return checker.problems;
    }

    private void check(JsonNode node) {
        String type = node.path("Node Type").asText();
        String relation = node.path("Relation Name").asText();
        if (type.endsWith("Scan") && LARGE.contains(relation)) {
            scan(node, type, relation);
        }
        if (KEEPING.contains(type)) {
            atMost(rows, input(node), type + " takes", "rows");
        }
        atMost(rows, total(node, "Rows Removed by Join Filter"), type + " discards", "rows");
        for (JsonNode child : node.path("Plans")) {
            check(child);
        }
    }

    private void scan(JsonNode node, String type, String relation) {
        if (type.equals("Seq Scan")) {
            problems.add("Seq Scan on " + relation);
        }
        long read = total(node, "Actual Rows") + total(node, "Rows Removed by Filter")
                + total(node, "Rows Removed by Index Recheck");
        atMost(rows, read, type + " on " + relation + " by " + node.path("Index Name").asText("no index") + " reads", "rows");
    }

    private static long input(JsonNode node) {
        long input = 0;
        for (JsonNode child : node.path("Plans")) {
            boolean feeds = !Set.of("InitPlan", "SubPlan").contains(child.path("Parent Relationship").asText());
            input += feeds ? total(child, "Actual Rows") : 0;
        }
        return input;
    }

    /** {@return the total over all loops; PostgreSQL reports averages per loop} */
    private static long total(JsonNode node, String name) {
        return Math.round(node.path(name).asDouble() * node.path("Actual Loops").asDouble());
    }

    private void atMost(long maximum, long found, String subject, String unit) {
        if (found > maximum) {
            problems.add(subject + " " + found + " " + unit + ", but only " + maximum + " are allowed");
        }
    }
}
