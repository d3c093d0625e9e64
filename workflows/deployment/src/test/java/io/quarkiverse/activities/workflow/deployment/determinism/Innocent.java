package io.quarkiverse.activities.workflow.deployment.determinism;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.lang3.StringUtils;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.workflow.Deterministic;
import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkus.hibernate.orm.panache.PanacheEntity;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** What workflow code may do. The check must find nothing here. */
@SuppressWarnings("unused")
class Innocent {

    private static final Logger LOG = Logger.getLogger(Innocent.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BigDecimal TAX = new BigDecimal("1.22").setScale(2, RoundingMode.HALF_UP);
    private static final Pattern CODE = Pattern.compile("[A-Z]+");
    private static final Map<String, Integer> WEIGHTS;
    private static final List<String> NAMES = List.of("a", "b");
    private static final long UNUSED_CLOCK = System.nanoTime();

    static {
        Map<String, Integer> weights = new TreeMap<>();
        weights.put("a", 1);
        WEIGHTS = Collections.unmodifiableMap(weights);
    }

    private WorkflowContext workflow;
    private Payments payments;
    private final List<String> approvals = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int attempts;

    // The context

    Instant time() {
        return workflow.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.DAYS);
    }

    String chance() {
        Random random = workflow.random();
        List<String> shuffled = new ArrayList<>(NAMES);
        Collections.shuffle(shuffled, random);
        return workflow.uuid() + " " + random.nextInt(5) + " " + new Random(42).nextInt() + shuffled;
    }

    String steps() {
        UUID one = workflow.sideEffect(UUID.class, UUID::randomUUID);
        Instant two = workflow.step("now", Instant.class, () -> Instant.now());
        workflow.step("print", () -> System.out.println(System.getenv()));
        workflow.step("reference", this::anything);
        Callable<Instant> variable = () -> Instant.now();
        workflow.step("variable", Instant.class, variable);
        workflow.step("object", Instant.class, new Callable<Instant>() {
            @Override
            public Instant call() {
                return Instant.now();
            }
        });
        return one.toString() + two + audited("audit", () -> Instant.now().toString()) + twice("x", () -> Math.random());
    }

    private void anything() {
        System.out.println(Instant.now());
    }

    private String audited(String name, Callable<String> code) {
        LOG.infof("Audit %s", name);
        return workflow.step(name, String.class, code);
    }

    private double twice(String name, Supplier<Double> code) {
        return workflow.step(name, Double.class, () -> code.get() * 2);
    }

    String stubs() {
        Promise<String> charged = workflow.async(() -> payments.charge(attempts));
        Promise<Void> done = workflow.async(this::retry);
        Saga saga = new Saga();
        saga.onFailure(() -> payments.refund());
        String rate = payments.rate().await().indefinitely();
        Uni<String> later = payments.rate();
        String mapped = later.onItem().transform(String::trim).await().atMost(Duration.ofSeconds(1));
        return charged.get() + rate + mapped + payments.stage().toCompletableFuture().join()
                + workflow.activity(Payments.class, p -> p.charge(1)).execute();
    }

    private void retry() {
        attempts++;
        workflow.await(() -> approvals.size() > attempts);
        workflow.sleep(Duration.ofHours(1));
    }

    void logging(Exception e) {
        LOG.infof("Attempt %d", attempts);
        LOG.error("failed", e);
        Log.info("quarkus");
        workflow.logger().warn("mine");
        java.util.logging.Logger.getLogger("x").info("jdk");
    }

    // The language

    record Order(long id, Optional<String> name, List<Line> lines) implements Comparable<Order> {

        Order {
            Objects.requireNonNull(name);
            if (id < 0) {
                throw new IllegalArgumentException("negative: " + id);
            }
        }

        BigDecimal total() {
            return lines.stream().map(line -> line.price().multiply(BigDecimal.valueOf(line.amount()))).reduce(BigDecimal.ZERO,
                    BigDecimal::add);
        }

        @Override
        public int compareTo(Order other) {
            return Comparator.comparing(Order::total).thenComparing(Order::id).compare(this, other);
        }
    }

    record Line(int amount, BigDecimal price) {
    }

    enum State {
        NEW {
            @Override
            State next() {
                return PAID;
            }
        },
        PAID;

        private static final Map<String, State> BY_NAME = Stream.of(values()).collect(Collectors.toMap(State::name, s -> s));

        State next() {
            return this;
        }

        static State of(String name) {
            return BY_NAME.getOrDefault(name, NEW);
        }
    }

    sealed interface Shape permits Circle, Square {
        double area();
    }

    record Circle(double radius) implements Shape {
        @Override
        public double area() {
            return Math.PI * radius * radius;
        }
    }

    record Square(double side) implements Shape {
        @Override
        public double area() {
            return Math.pow(side, 2);
        }
    }

    static class Refused extends RuntimeException implements Serializable {

        private static final long serialVersionUID = 1;
        private final transient Order order;

        Refused(Order order, Throwable cause) {
            super("refused " + order.id(), cause);
            this.order = order;
        }

        @Override
        public String getMessage() {
            return super.getMessage() + " " + order;
        }
    }

    static class Bean {

        private final String name;
        @JsonProperty("amount")
        private int amount;

        @JsonCreator
        Bean(@JsonProperty("name") String name) {
            this.name = name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean bean && bean.name.equals(name) && bean.amount == amount;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, amount);
        }

        @Override
        public String toString() {
            return new StringJoiner(", ", "Bean[", "]").add(name).add(Integer.toString(amount)).toString();
        }
    }

    static class Numbers implements Iterable<Integer> {

        private final int limit;

        Numbers(int limit) {
            this.limit = limit;
        }

        @Override
        public Iterator<Integer> iterator() {
            return IntStream.range(0, limit).iterator();
        }
    }

    static class Entity extends PanacheEntity {
        String name;
    }

    String switches(State state, String text, Object any) {
        switch (state) {
            case NEW:
                attempts++;
                break;
            default:
                attempts--;
        }
        int number = switch (text) {
            case "one" -> 1;
            case "two" -> 2;
            default -> State.of(text).next().ordinal();
        };
        assert number > -1 : "negative";
        return any instanceof Order order && order.id() > 0 ? order.name().orElse("none") : any + "" + number;
    }

    String tryAndCatch(Order order) {
        try {
            return payments.charge(order.total().intValueExact());
        } catch (IllegalStateException | Refused e) {
            throw ApplicationFailure.newNonRetryableFailure(e.getMessage(), "Refused");
        } finally {
            approvals.clear();
        }
    }

    void throwing(Order order) {
        throw new Refused(order, null);
    }

    // Libraries

    String texts(Object... values) {
        return String.format(Locale.ROOT, "%s %05d", values) + "%s".formatted(1) + String.join(",", NAMES) + "x".repeat(3)
                + new StringBuilder("a").reverse() + CODE.matcher("A").matches() + StringUtils.capitalize("x")
                + StringUtils.leftPad("x", 5) + Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8))
                + UUID.nameUUIDFromBytes(new byte[1]) + UUID.fromString("0-0-0-0-0") + Path.of("a").getFileName();
    }

    BigDecimal money(BigDecimal amount) {
        return amount.multiply(TAX).setScale(2, RoundingMode.HALF_EVEN).max(BigDecimal.TEN).negate()
                .add(new BigDecimal(Currency.getInstance("EUR").getDefaultFractionDigits()));
    }

    String dates(Instant instant) {
        ZonedDateTime zoned = instant.atZone(ZoneId.of("Europe/Rome")).plusDays(1).with(DayOfWeek.MONDAY);
        LocalDate date = LocalDate.of(2024, 1, 1).plusMonths(1);
        Clock fixed = Clock.fixed(instant, ZoneOffset.UTC);
        return zoned.format(DateTimeFormatter.ISO_DATE) + date + Duration.between(instant, zoned) + Date.from(instant)
                + LocalDate.now(fixed) + fixed.instant() + new Date(instant.toEpochMilli()) + LocalDate.parse("2024-01-01");
    }

    String json(Order order) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.readValue("{}", Bean.class)) + JSON.createObjectNode().put("id", order.id());
    }

    String collections(Collection<Order> orders) {
        counts.merge("a", 1, Integer::sum);
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            approvals.add(entry.getKey());
        }
        for (String name : WEIGHTS.keySet()) {
            approvals.remove(name);
        }
        EnumMap<State, Integer> states = new EnumMap<>(State.class);
        states.forEach((state, number) -> approvals.add(state.name()));
        if (seen.add("x") && seen.contains("y") && seen.stream().anyMatch("x"::equals) && new HashMap<>(counts).isEmpty()) {
            seen.removeIf(String::isEmpty);
        }
        for (String sorted : seen.stream().sorted().toList()) {
            approvals.add(sorted);
        }
        for (String only : Set.of("one")) {
            approvals.add(only);
        }
        for (int number : new Numbers(3)) {
            attempts += number;
        }
        return orders.stream().filter(Objects::nonNull).sorted().collect(Collectors.groupingBy(Order::id, TreeMap::new,
                Collectors.toList())).values().stream().flatMap(List::stream).map(Order::name).flatMap(Optional::stream)
                .collect(Collectors.joining(",")) + ImmutableList.of(1, 2).reverse();
    }

    double shapes(Shape shape, Function<Shape, Double> other) {
        Comparator<Shape> byArea = new Comparator<>() {
            @Override
            public int compare(Shape a, Shape b) {
                return Double.compare(a.area(), b.area());
            }
        };
        return shape.area() + other.apply(shape) + byArea.compare(shape, new Circle(1));
    }

    Entity entity(String name) {
        Entity entity = new Entity();
        entity.name = name;
        return entity;
    }

    // Vouched for

    @Deterministic("the test says so")
    private Instant vouched() {
        return Instant.now();
    }

    @Deterministic("the test says so")
    static class Vouched {

        static int cache;

        Instant method() {
            return Instant.now();
        }
    }

    interface Cache {

        @Deterministic("a cache of values that never change")
        Object get(String key);
    }

    static class ConcurrentCache implements Cache {

        @Override
        public synchronized Object get(String key) {
            return System.getProperty(key);
        }
    }

    String vouching(Cache cache) {
        return vouched() + "" + new Vouched().method() + Vouched.cache + cache.get("x");
    }

    static class Payments {

        @Activity
        String charge(int amount) {
            return Instant.now().toString();
        }

        @Activity
        void refund() {
            System.out.println(System.nanoTime());
        }

        @Activity
        Uni<String> rate() {
            return null;
        }

        @Activity
        CompletionStage<String> stage() {
            return null;
        }
    }
}
