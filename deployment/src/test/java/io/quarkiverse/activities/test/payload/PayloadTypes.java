package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.payload.PayloadTypesActivities.Item;
import io.quarkiverse.activities.test.payload.PayloadTypesActivities.Order;
import io.quarkiverse.activities.test.payload.PayloadTypesActivities.Times;

/** Tests that arguments and results keep their full generic types. */
abstract class PayloadTypes {

    private static final Order ORDER = new Order("o", List.of(new Item("i", new BigDecimal("10.00"))));

    @Inject
    ActivityClient activities;

    @Test
    void lists() {
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.list(List.of(ORDER))).execute())
                .containsExactly(ORDER);
        assertThat(activities.call("List", new TypeLiteral<List<Order>>() {
        }, List.of(ORDER)).execute()).containsExactly(ORDER);
    }

    @Test
    void maps() {
        Map<String, List<Item>> items = Map.of("a", ORDER.items(), "b", List.of());
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.map(items)).execute())
                .isEqualTo(items);
    }

    @Test
    void arrays() {
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.array(new Order[] { ORDER, null }))
                .execute())
                .containsExactly(ORDER, null);
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.bytes(new byte[] { 0, -1 })).execute())
                .containsExactly(0, -1);
    }

    @Test
    void recordsAndNumbers() {
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.ordered(ORDER)).execute())
                .isEqualTo(ORDER);
        BigDecimal exact = new BigDecimal("12345678901234567890.12345678901234567890");
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.decimal(exact)).execute())
                .isEqualTo(exact);
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.primitive(1, Long.MAX_VALUE - 1))
                .execute()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void optionals() {
        Optional<Item> item = Optional.of(new Item("x", BigDecimal.ONE));
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.optional(item)).execute())
                .isEqualTo(item);
        assertThat(activities.call(PayloadTypesActivities.class, p -> p.optional(Optional.<Item> empty()))
                .execute()).isEmpty();
    }

    @Test
    void javaTime() {
        Times times = new Times(Instant.parse("2026-01-02T03:04:05.123456789Z"), LocalDate.of(2026, 2, 28),
                Duration.ofMillis(1500));
        assertThat(
                activities.call(PayloadTypesActivities.class, p -> p.times(times, times.instant())).execute())
                .isEqualTo(times);
    }

    @Test
    void asynchronousResults() {
        assertThat(activities.callUni(PayloadTypesActivities.class, p -> p.uni(List.of(ORDER))).execute())
                .containsExactly(ORDER);
        assertThat(activities.callStage(PayloadTypesActivities.class, p -> p.stage(List.of(ORDER))).execute())
                .containsExactly(ORDER);
    }
}
