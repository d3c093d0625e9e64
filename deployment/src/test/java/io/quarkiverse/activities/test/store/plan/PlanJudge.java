package io.quarkiverse.activities.test.store.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Says what is wrong with a plan that PostgreSQL has run, as {@code EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)} describes it: a
 * statement for some rows may not read, sort or keep more than some, however large the tables are.
 */
final class PlanJudge {

    /** The tables that grow with the backlog and with history. */
    static final Set<String> LARGE = Set.of("activity_execution", "activity_execution_closed");

    private static final Set<String> KEEPING = Set.of("Sort", "Incremental Sort", "Materialize", "Hash", "Memoize",
            "Aggregate", "WindowAgg");
    /** What one row costs on its way through all indexes of both tables, and some more. */
    private static final long BLOCKS_PER_ROW = 40;

    private final long rows;
    private final List<String> complaints = new ArrayList<>();

    private PlanJudge(long rows) {
        this.rows = rows;
    }

    /** {@return what is wrong} @param rows how many rows any part of the plan may read */
    static List<String> complaints(JsonNode plan, long rows) {
        PlanJudge judge = new PlanJudge(rows);
        judge.look(plan);
        long blocks = plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong();
        // An index walked from end to end for a condition on its last column shows nowhere else
        judge.atMost(rows * BLOCKS_PER_ROW, blocks, "The statement looks at", "blocks");
        return judge.complaints;
    }

    private void look(JsonNode node) {
        String type = node.path("Node Type").asText();
        String relation = node.path("Relation Name").asText();
        if (type.endsWith("Scan") && LARGE.contains(relation)) {
            scan(node, type, relation);
        }
        if (KEEPING.contains(type)) {
            atMost(rows, input(node), type + " takes", "rows");
        }
        atMost(rows, times(node, "Rows Removed by Join Filter"), type + " discards", "rows");
        for (JsonNode child : node.path("Plans")) {
            look(child);
        }
    }

    private void scan(JsonNode node, String type, String relation) {
        if (type.equals("Seq Scan")) {
            complaints.add("Seq Scan on " + relation);
        }
        long read = times(node, "Actual Rows") + times(node, "Rows Removed by Filter")
                + times(node, "Rows Removed by Index Recheck");
        atMost(rows, read, type + " on " + relation + " by " + node.path("Index Name").asText("no index") + " reads", "rows");
    }

    private static long input(JsonNode node) {
        long input = 0;
        for (JsonNode child : node.path("Plans")) {
            boolean feeds = !Set.of("InitPlan", "SubPlan").contains(child.path("Parent Relationship").asText());
            input += feeds ? times(child, "Actual Rows") : 0;
        }
        return input;
    }

    /** PostgreSQL gives averages over the loops. */
    private static long times(JsonNode node, String name) {
        return Math.round(node.path(name).asDouble() * node.path("Actual Loops").asDouble());
    }

    private void atMost(long most, long found, String who, String of) {
        if (found > most) {
            complaints.add(who + " " + found + " " + of + ", and " + most + " are allowed");
        }
    }
}
