package io.quarkiverse.activities.runtime.query;

import static io.quarkiverse.activities.ActivityStatus.PAUSED;
import static io.quarkiverse.activities.ActivityStatus.RUNNING;
import static io.quarkiverse.activities.ActivityStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.activities.runtime.query.Condition.All;
import io.quarkiverse.activities.runtime.query.Condition.Any;
import io.quarkiverse.activities.runtime.query.Condition.Comparison;
import io.quarkiverse.activities.runtime.query.Condition.In;
import io.quarkiverse.activities.runtime.query.Condition.IsNull;
import io.quarkiverse.activities.runtime.query.Condition.Not;
import io.quarkiverse.activities.runtime.query.Condition.Order;
import io.quarkiverse.activities.runtime.query.Condition.StartsWith;

class QueryTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static Condition condition(String text) {
        Query query = Query.parse(text);
        assertThat(query.groupBy()).isNull();
        return query.condition();
    }

    private static Condition is(Field field, Object... values) {
        return new In(field, List.of(values));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  ", "\n" })
    void anEmptyQueryMatchesEverything(String text) {
        assertThat(Query.parse(text)).isEqualTo(new Query(null, null));
    }

    @Test
    void severalConditions() {
        assertThat(condition(
                "ActivityType = 'X' AND ExecutionStatus IN ('Running','Paused') AND StartTime > '2026-01-01T00:00:00Z'"))
                .isEqualTo(new All(
                        List.of(is(ActivityField.ACTIVITY_TYPE, "X"), is(ActivityField.EXECUTION_STATUS, RUNNING, PAUSED),
                                new Order(ActivityField.START_TIME, Comparison.GREATER, NEW_YEAR))));
    }

    @Test
    void orBindsLessThanAndAndParenthesesMore() {
        Condition a = is(ActivityField.ACTIVITY_ID, "a");
        Condition b = is(ActivityField.ACTIVITY_ID, "b");
        Condition c = is(ActivityField.ACTIVITY_ID, "c");
        assertThat(condition("ActivityId='a' OR ActivityId='b' AND ActivityId='c'"))
                .isEqualTo(new Any(List.of(a, new All(List.of(b, c)))));
        assertThat(condition("(ActivityId='a' OR ActivityId='b') AND ActivityId='c'"))
                .isEqualTo(new All(List.of(new Any(List.of(a, b)), c)));
        assertThat(condition("NOT ActivityId='a' AND ActivityId='b'")).isEqualTo(new All(List.of(new Not(a), b)));
        assertThat(condition("NOT (ActivityId='a' AND NOT ActivityId='b')"))
                .isEqualTo(new Not(new All(List.of(a, new Not(b)))));
    }

    @ParameterizedTest
    @CsvSource({ ">, GREATER", ">=, GREATER_OR_EQUAL", "<, LESS", "<=, LESS_OR_EQUAL" })
    void orders(String symbol, Comparison comparison) {
        assertThat(condition("Attempt " + symbol + " 3")).isEqualTo(new Order(ActivityField.ATTEMPT, comparison, 3));
        assertThat(condition("Attempt" + symbol + "-3")).isEqualTo(new Order(ActivityField.ATTEMPT, comparison, -3));
        assertThat(condition("CloseTime " + symbol + " '2026-01-01T01:00:00+01:00'"))
                .isEqualTo(new Order(ActivityField.CLOSE_TIME, comparison, NEW_YEAR));
    }

    @Test
    void betweenIncludesBothEnds() {
        Condition between = new All(List.of(new Order(ActivityField.PRIORITY, Comparison.GREATER_OR_EQUAL, 2),
                new Order(ActivityField.PRIORITY, Comparison.LESS_OR_EQUAL, 4)));
        assertThat(condition("Priority BETWEEN 2 AND 4")).isEqualTo(between);
        assertThat(condition("Priority NOT BETWEEN 2 AND 4")).isEqualTo(new Not(between));
        assertThat(condition("Priority BETWEEN 2 AND 4 AND Attempt = 1"))
                .isEqualTo(new All(List.of(between, is(ActivityField.ATTEMPT, 1))));
    }

    @Test
    void negations() {
        assertThat(condition("TaskQueue != 'q'")).isEqualTo(new Not(is(ActivityField.TASK_QUEUE, "q")));
        assertThat(condition("TaskQueue NOT IN ('q', 'r')")).isEqualTo(new Not(is(ActivityField.TASK_QUEUE, "q", "r")));
        assertThat(condition("LastFailureType IS NULL")).isEqualTo(new IsNull(ActivityField.LAST_FAILURE_TYPE));
        assertThat(condition("CloseTime IS NOT NULL")).isEqualTo(new Not(new IsNull(ActivityField.CLOSE_TIME)));
        assertThat(condition("ActivityId NOT STARTS_WITH 'a'"))
                .isEqualTo(new Not(new StartsWith(ActivityField.ACTIVITY_ID, "a")));
    }

    @Test
    void prefixes() {
        assertThat(condition("ActivityId STARTS_WITH 'order-%_'"))
                .isEqualTo(new StartsWith(ActivityField.ACTIVITY_ID, "order-%_"));
    }

    @Test
    void keywordsFieldsAndStatusesIgnoreCase() {
        assertThat(condition("executionstatus in ('timedout') and ACTIVITYTYPE starts_with 'X'"))
                .isEqualTo(new All(List.of(is(ActivityField.EXECUTION_STATUS, TIMED_OUT),
                        new StartsWith(ActivityField.ACTIVITY_TYPE, "X"))));
    }

    @Test
    void quotesWithinTextsAreWrittenTwice() {
        assertThat(condition("ActivityId = 'it''s \"x\"'")).isEqualTo(is(ActivityField.ACTIVITY_ID, "it's \"x\""));
        assertThat(condition("ActivityId = \"say \"\"x\"\", it's\""))
                .isEqualTo(is(ActivityField.ACTIVITY_ID, "say \"x\", it's"));
        assertThat(condition("ActivityId = ''")).isEqualTo(is(ActivityField.ACTIVITY_ID, ""));
        assertThat(condition("ActivityId = '''; DROP TABLE x --'"))
                .isEqualTo(is(ActivityField.ACTIVITY_ID, "'; DROP TABLE x --"));
    }

    @Test
    void runIds() {
        UUID run = UUID.fromString("019a1b2c-3d4e-7f00-8000-0123456789ab");
        assertThat(condition("RunId = '" + run + "'")).isEqualTo(is(ActivityField.RUN_ID, run));
    }

    @Test
    void groups() {
        assertThat(Query.parse("GROUP BY ExecutionStatus")).isEqualTo(new Query(null, ActivityField.EXECUTION_STATUS));
        assertThat(Query.parse("Attempt = 2 group by activitytype"))
                .isEqualTo(new Query(is(ActivityField.ATTEMPT, 2), ActivityField.ACTIVITY_TYPE));
    }

    @Test
    void openExecutionsOnly() {
        Condition open = is(ActivityField.EXECUTION_STATUS, RUNNING, PAUSED);
        assertThat(Query.parse("").open().condition()).isEqualTo(open);
        assertThat(condition("Attempt = 2 OR Attempt = 3")).satisfies(given -> assertThat(new Query(given, null).open()
                .condition()).isEqualTo(new All(List.of(open, given))));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            Colour = 'red'                          | 1  | 'Colour'     | one of the fields ActivityId, RunId, ActivityType
            ActivityId                              | 11 | the end      | after ActivityId one of =, !=, STARTS_WITH, IN
            ActivityId 'x'                          | 12 | 'x'          | after ActivityId one of
            ActivityId > 'x'                        | 12 | '>'          | after ActivityId one of =, !=, STARTS_WITH, IN
            ActivityId =                            | 13 | the end      | a text in quotes for ActivityId
            ActivityId = x                          | 14 | 'x'          | a text in quotes for ActivityId
            ActivityId = 7                          | 14 | '7'          | a text in quotes for ActivityId
            ActivityId NOT = 'x'                    | 16 | '='          | after ActivityId NOT one of IN, STARTS_WITH
            ActivityId == 'x'                       | 13 | '='          | a text in quotes for ActivityId
            RunId = 'x'                             | 9  | 'x'          | a run id in quotes for RunId
            RunId STARTS_WITH '0'                   | 7  | 'STARTS_WITH' | after RunId one of =, !=, IN
            ExecutionStatus = 'Runing'              | 19 | 'Runing'     | one of 'Running', 'Paused', 'Completed', 'Failed'
            ExecutionStatus < 'Running'             | 17 | '<'          | after ExecutionStatus one of =, !=, IN
            StartTime > 'yesterday'                 | 13 | 'yesterday'  | a time in quotes, like '2026-01-31T12:00:00Z'
            StartTime > '2026-01-01T00:00:00'       | 13 | '2026-01-01T00:00:00' | a time in quotes
            StartTime > '+99999-01-01T00:00:00Z'    | 13 | '+99999-01-01T00:00:00Z' | a time in quotes
            StartTime > 5                           | 13 | '5'          | a time in quotes
            Attempt = '5'                           | 11 | '5'          | a whole number for Attempt
            Attempt = 1.5                           | 11 | '1.5'        | a whole number for Attempt
            Attempt = 99999999999                   | 11 | '99999999999' | a whole number for Attempt
            Attempt BETWEEN 1 5                     | 19 | '5'          | AND
            Attempt IN 1                            | 12 | '1'          | ( and a list of values
            Attempt IN ()                           | 13 | ')'          | a whole number for Attempt
            Attempt IN (1 2)                        | 15 | '2'          | , or )
            Attempt IS 1                            | 12 | '1'          | NULL
            Attempt = 1 Attempt = 2                 | 13 | 'Attempt'    | AND, OR, GROUP BY or the end
            Attempt = 1 AND                         | 16 | the end      | NOT, ( or one of the fields
            Attempt = 1 ORDER BY StartTime          | 13 | 'ORDER'      | AND, OR, GROUP BY or the end
            (Attempt = 1                            | 13 | the end      | AND, OR or )
            Attempt = 1)                            | 12 | ')'          | AND, OR, GROUP BY or the end
            Attempt = 1; DROP TABLE x               | 12 | ';'          | AND, OR, GROUP BY or the end
            GROUP Attempt                           | 7  | 'Attempt'    | BY
            GROUP BY Attempt                        | 10 | 'Attempt'    | one of ActivityType, TaskQueue, ExecutionStatus to group
            GROUP BY ExecutionStatus, TaskQueue     | 25 | ','          | the end, because a query groups by one field
            """)
    void errorsNameThePositionAndTheExpectation(String text, int position, String word, String expected) {
        assertThatThrownBy(() -> Query.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Invalid query at position " + position + ": " + word + " was not expected. Expected: ")
                .hasMessageContaining(expected);
    }

    @Test
    void anUnterminatedText() {
        assertThatThrownBy(() -> Query.parse("ActivityId = 'x")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid query at position 14: the text 'x does not end. Expected: ' after it.");
    }

    @Test
    void textsCannotContainNul() {
        assertThatThrownBy(() -> Query.parse("ActivityId = 'a\0b'")).hasMessageContaining("a text in quotes for ActivityId");
    }

    @Test
    void tooDeepOrTooLongQueries() {
        int fits = QueryParser.MAXIMUM_DEPTH - 1;
        assertThat(condition("(".repeat(fits) + "Attempt = 1" + ")".repeat(fits))).isEqualTo(is(ActivityField.ATTEMPT, 1));
        assertThatThrownBy(() -> Query.parse("NOT ".repeat(fits + 1) + "Attempt = 1"))
                .hasMessageContaining("no more than 50 nested conditions");
        assertThatThrownBy(() -> Query.parse(" ".repeat(10_001))).hasMessageContaining("at most 10000 characters");
    }
}
