package io.quarkiverse.activities.test.payload;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.TaskQueue;
import io.smallrye.mutiny.Uni;

/** Activities that return their arguments, with many types. */
@ApplicationScoped
@TaskQueue("echo")
public class PayloadTypesActivities {

    public record Order(String id, List<Item> items) {
    }

    public record Item(String name, BigDecimal price) {
    }

    public record Times(Instant instant, LocalDate date, Duration duration) {
    }

    @Activity(startToCloseTimeout = "30s")
    public List<Order> list(List<Order> orders) {
        return List.copyOf(checked(orders));
    }

    /** Fails for a list of maps, which is the result of reading a type without its type arguments. */
    private static List<Order> checked(List<Order> orders) {
        for (Order order : orders) {
            order.items().forEach(Item::price);
        }
        return orders;
    }

    @Activity(startToCloseTimeout = "30s")
    public Map<String, List<Item>> map(Map<String, List<Item>> items) {
        items.values().forEach(list -> list.forEach(Item::price));
        return items;
    }

    @Activity(startToCloseTimeout = "30s")
    public Order[] array(Order[] orders) {
        return orders;
    }

    @Activity(startToCloseTimeout = "30s")
    public byte[] bytes(byte[] bytes) {
        return bytes;
    }

    @Activity(startToCloseTimeout = "30s")
    public Order ordered(Order order) {
        return order;
    }

    @Activity(startToCloseTimeout = "30s")
    public Optional<Item> optional(Optional<Item> item) {
        return item.map(found -> new Item(found.name(), found.price()));
    }

    @Activity(startToCloseTimeout = "30s")
    public Times times(Times times, Instant instant) {
        return new Times(instant, times.date(), times.duration());
    }

    @Activity(startToCloseTimeout = "30s")
    public BigDecimal decimal(BigDecimal decimal) {
        return decimal;
    }

    @Activity(startToCloseTimeout = "30s")
    public long primitive(int a, long b) {
        return a + b;
    }

    @Activity(startToCloseTimeout = "30s")
    public Uni<List<Order>> uni(List<Order> orders) {
        return Uni.createFrom().item(checked(orders));
    }

    @Activity(startToCloseTimeout = "30s")
    public CompletionStage<List<Order>> stage(List<Order> orders) {
        return CompletableFuture.completedFuture(checked(orders));
    }
}
