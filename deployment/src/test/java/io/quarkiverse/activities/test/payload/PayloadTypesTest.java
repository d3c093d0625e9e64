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
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.test.harness.OnEachDatabase;
import io.quarkiverse.activities.test.harness.TestDatabase;
import io.quarkiverse.activities.test.payload.Echo.Item;
import io.quarkiverse.activities.test.payload.Echo.Order;
import io.quarkiverse.activities.test.payload.Echo.Times;
import io.quarkus.test.QuarkusUnitTest;

/** The full types of arguments and results reach the other side. */
@OnEachDatabase
class PayloadTypesTest {

    private static final Order ORDER = new Order("o", List.of(new Item("i", new BigDecimal("10.00"))));

    @RegisterExtension
    static final QuarkusUnitTest APP = TestDatabase.current().app("payload_types")
            .withApplicationRoot(jar -> jar.addClasses(TestDatabase.class, Echo.class));

    @Inject
    ActivityClient activities;

    @Test
    void lists() {
        assertThat(activities.call(Echo.class, Echo::list, List.of(ORDER)).execute()).containsExactly(ORDER);
        assertThat(activities.call("List", new TypeLiteral<List<Order>>() {
        }, List.of(ORDER)).execute()).containsExactly(ORDER);
    }

    @Test
    void maps() {
        Map<String, List<Item>> items = Map.of("a", ORDER.items(), "b", List.of());
        assertThat(activities.call(Echo.class, Echo::map, items).execute()).isEqualTo(items);
    }

    @Test
    void arrays() {
        assertThat(activities.call(Echo.class, Echo::array, new Order[] { ORDER, null }).execute())
                .containsExactly(ORDER, null);
        assertThat(activities.call(Echo.class, Echo::bytes, new byte[] { 0, -1 }).execute()).containsExactly(0, -1);
    }

    @Test
    void recordsAndNumbers() {
        assertThat(activities.call(Echo.class, Echo::ordered, ORDER).execute()).isEqualTo(ORDER);
        BigDecimal exact = new BigDecimal("12345678901234567890.12345678901234567890");
        assertThat(activities.call(Echo.class, Echo::decimal, exact).execute()).isEqualTo(exact);
        assertThat(activities.call(Echo.class, Echo::primitive, 1, Long.MAX_VALUE - 1).execute()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void optionals() {
        Optional<Item> item = Optional.of(new Item("x", BigDecimal.ONE));
        assertThat(activities.call(Echo.class, Echo::optional, item).execute()).isEqualTo(item);
        assertThat(activities.call(Echo.class, Echo::optional, Optional.<Item> empty()).execute()).isEmpty();
    }

    @Test
    void javaTime() {
        Times times = new Times(Instant.parse("2026-01-02T03:04:05.123456789Z"), LocalDate.of(2026, 2, 28),
                Duration.ofMillis(1500));
        assertThat(activities.call(Echo.class, Echo::times, times, times.instant()).execute()).isEqualTo(times);
    }

    @Test
    void asynchronousResults() {
        assertThat(activities.callUni(Echo.class, Echo::uni, List.of(ORDER)).execute()).containsExactly(ORDER);
        assertThat(activities.callStage(Echo.class, Echo::stage, List.of(ORDER)).execute()).containsExactly(ORDER);
    }
}
