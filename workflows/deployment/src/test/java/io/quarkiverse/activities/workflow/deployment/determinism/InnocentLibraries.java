package io.quarkiverse.activities.workflow.deployment.determinism;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Scanner;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.lang3.ObjectUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.builder.EqualsBuilder;
import org.apache.commons.lang3.builder.HashCodeBuilder;
import org.apache.commons.lang3.builder.ToStringBuilder;
import org.apache.commons.lang3.tuple.Pair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.common.base.Joiner;
import com.google.common.base.Preconditions;
import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.collect.Range;
import com.google.common.collect.TreeMultimap;
import com.google.common.hash.Hashing;
import com.google.common.math.IntMath;

import io.quarkiverse.activities.workflow.Promise;
import io.quarkiverse.activities.workflow.Saga;
import io.quarkiverse.activities.workflow.WorkflowContext;

/** What workflow code does with common libraries. The check must find nothing here. */
@SuppressWarnings("unused")
class InnocentLibraries {

    private static final Logger LOG = LoggerFactory.getLogger(InnocentLibraries.class);
    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false).build();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Comparator<Item> BY_PRICE = Comparator.comparing(Item::price).reversed()
            .thenComparing(Item::name, String.CASE_INSENSITIVE_ORDER);
    private static final ImmutableMap<String, Integer> RATES = ImmutableMap.of("de", 19, "it", 22);

    private WorkflowContext workflow;
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicReference<String> last = new AtomicReference<>("");
    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    record Item(String name, BigDecimal price, @JsonDeserialize(using = Dates.class) LocalDate since) {
    }

    static class Dates extends JsonDeserializer<LocalDate> {
        @Override
        public LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return LocalDate.parse(parser.getText().trim());
        }
    }

    enum Size {
        SMALL,
        LARGE
    }

    // Time without a clock

    String time() {
        Instant now = workflow.now();
        ZonedDateTime there = now.atZone(ZoneId.of("Europe/Rome")).with(LocalTime.of(9, 0));
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC).with(TemporalAdjusters.firstDayOfNextMonth());
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Duration rest = Duration.between(now, there.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
        workflow.sleep(rest.isNegative() ? Duration.ZERO : rest.plus(1, ChronoUnit.HOURS));
        return DAY.format(date) + Period.between(date, date.plusWeeks(2)) + ChronoUnit.DAYS.between(date, date.plusYears(1))
                + YearMonth.from(date).atEndOfMonth() + Year.of(2024).isLeap() + LocalDateTime.ofInstant(now, ZoneOffset.UTC)
                + OffsetDateTime.ofInstant(now, ZoneOffset.UTC).toEpochSecond() + Instant.parse("2024-01-01T00:00:00Z")
                + date.datesUntil(date.plusDays(3)).filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY).toList()
                + date.get(WeekFields.ISO.weekOfYear()) + MonthDay.of(Month.MAY, 1) + Instant.now(clock)
                + ZonedDateTime.now(clock) + TimeUnit.HOURS.toMillis(1) + Duration.parse("PT1H").toMinutesPart();
    }

    // Numbers

    String numbers(List<Item> sold) {
        BigDecimal sum = sold.stream().map(Item::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        IntSummaryStatistics lengths = sold.stream().map(Item::name).mapToInt(String::length).summaryStatistics();
        NumberFormat euros = NumberFormat.getCurrencyInstance(Locale.GERMANY);
        DecimalFormat plain = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return euros.format(sum) + plain.format(sum.sqrt(MathContext.DECIMAL64)) + sum.stripTrailingZeros().toPlainString()
                + BigInteger.TWO.modPow(BigInteger.TEN, BigInteger.valueOf(7)) + Math.floorMod(-1, 3) + lengths.getMax()
                + Integer.toHexString(7) + Long.parseLong("7") + Double.compare(1, 2) + IntMath.gcd(4, 6)
                + MessageFormat.format("{0} items", sold.size());
    }

    // Collections and streams

    List<String> collections(Map<String, List<Item>> byCountry) {
        TreeMap<String, BigDecimal> totals = byCountry.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().stream().map(Item::price).reduce(BigDecimal.ZERO, BigDecimal::add),
                BigDecimal::add, TreeMap::new));
        totals.forEach((country, total) -> events.add(country + total));
        PriorityQueue<Item> queue = new PriorityQueue<>(BY_PRICE);
        byCountry.values().forEach(queue::addAll);
        ArrayDeque<Item> stack = new ArrayDeque<>();
        while (!queue.isEmpty()) {
            stack.push(queue.poll());
        }
        for (Size size : EnumSet.allOf(Size.class)) {
            events.add(size.name().toLowerCase(Locale.ROOT));
        }
        new LinkedHashSet<>(events).forEach(last::set);
        new TreeSet<>(events).descendingSet().forEach(event -> attempts.incrementAndGet());
        items.computeIfAbsent("x", name -> new Item(name, BigDecimal.ONE, LocalDate.EPOCH));
        items.merge("y", items.get("x"), (one, other) -> other);
        Map<Item, Boolean> seen = new IdentityHashMap<>();
        seen.put(items.get("x"), true);
        BitSet bits = new BitSet();
        bits.set(attempts.get());
        int[] sorted = { 3, 1, 2 };
        Arrays.sort(sorted);
        List<Integer> copy = new ArrayList<>(Collections.nCopies(2, 1));
        Collections.reverse(copy);
        copy.sort(Comparator.naturalOrder());
        UnaryOperator<String> twice = text -> text.repeat(2);
        return Stream.concat(Stream.iterate(1, i -> i * 2).limit(5), IntStream.rangeClosed(1, 3).boxed()).map(String::valueOf)
                .map(twice).distinct().sorted(Comparator.reverseOrder()).skip(1).takeWhile(text -> text.length() < 9)
                .collect(Collectors.collectingAndThen(Collectors.toCollection(ArrayList::new), Collections::unmodifiableList));
    }

    // Text, and streams in memory

    String text(Exception e) throws IOException {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        Properties properties = new Properties();
        properties.load(new StringReader("a=1"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new ByteArrayInputStream(new byte[] { 1, 2 }).readAllBytes());
        try (Scanner scanner = new Scanner("1 2")) {
            attempts.addAndGet(scanner.nextInt());
        }
        Matcher matcher = Pattern.compile("(\\d+)").matcher("a1");
        StringTokenizer tokens = new StringTokenizer("a,b", ",");
        LOG.info("Attempt {} of {}", attempts, last.get());
        return trace + properties.getProperty("a") + matcher.replaceAll(found -> found.group(1)) + tokens.nextToken()
                + "a\nb".lines().map(String::strip).collect(Collectors.joining(System.lineSeparator()))
                + new String(bytes.toByteArray(), StandardCharsets.UTF_8) + ByteBuffer.wrap(bytes.toByteArray()).getShort()
                + URI.create("https://example.com/" + URLEncoder.encode("a b", StandardCharsets.UTF_8)).getPath()
                + URLDecoder.decode("a+b", StandardCharsets.UTF_8) + e.getClass().getSimpleName() + Objects.hash(1, "a");
    }

    String checksum(byte[] content) throws NoSuchAlgorithmException {
        CRC32 crc = new CRC32();
        crc.update(content);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + crc.getValue()
                + DigestUtils.sha256Hex(content) + Hashing.sha256().hashBytes(content);
    }

    // Jackson

    String json(Item item) throws IOException {
        List<Item> read = JSON.readValue("[]", new TypeReference<List<Item>>() {
        });
        Map<String, Object> map = JSON.convertValue(item, new TypeReference<LinkedHashMap<String, Object>>() {
        });
        JsonNode tree = JSON.readTree("{\"a\": [1]}");
        ArrayNode array = JSON.createArrayNode().add(tree.path("a").get(0).asInt());
        tree.fieldNames().forEachRemaining(events::add);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(read) + map + array + JSON.valueToTree(item)
                + JSON.readerFor(Item.class).readValue("{}");
    }

    // Libraries

    String guava(List<String> names) {
        Preconditions.checkArgument(!names.isEmpty(), "No names, but %s", attempts);
        TreeMultimap<Integer, String> byLength = TreeMultimap.create();
        names.forEach(name -> byLength.put(name.length(), name));
        for (Map.Entry<Integer, String> entry : byLength.entries()) {
            events.add(entry.getValue());
        }
        for (String country : RATES.keySet()) {
            events.add(country + RATES.get(country));
        }
        for (String name : ImmutableSet.copyOf(names)) {
            events.add(Strings.padStart(name, 5, ' '));
        }
        return Joiner.on(',').skipNulls().join(Lists.partition(names, 2)) + Splitter.on(',').trimResults().splitToList("a, b")
                + Iterables.getLast(names) + Range.closed(1, 5).contains(3) + Maps.uniqueIndex(names, String::length)
                + Lists.reverse(names) + Lists.transform(names, String::trim);
    }

    String commons(String name) {
        Validate.notBlank(name, "No name");
        return StringUtils.abbreviate(StringUtils.defaultIfBlank(name, "none"), 10) + Pair.of(1, 2).getLeft()
                + ObjectUtils.firstNonNull(null, name) + StringUtils.splitByWholeSeparator("a--b", "--").length
                + new HashCodeBuilder().append(name).append(attempts.get()).toHashCode()
                + new EqualsBuilder().append(name, "x").isEquals() + new ToStringBuilder(name).append("name", name).build();
    }

    // Calls of workflows, as in the samples of Temporal

    String calls(Innocent.Payments payments, List<Integer> amounts) {
        List<Promise<String>> charges = new ArrayList<>();
        for (int amount : amounts) {
            charges.add(workflow.async(() -> payments.charge(amount)));
        }
        Promise.allOf(charges).get();
        Promise<String> first = Promise.anyOf(charges);
        if (!workflow.await(Duration.ofMinutes(1), first::isDone)) {
            charges.forEach(charge -> charge.cancel("too late"));
        }
        Saga saga = new Saga();
        saga.onFailure(payments::refund);
        workflow.detachedScope(() -> saga.compensateInParallel(workflow)).run();
        workflow.detachedScope(saga::compensate).run();
        Optional<String> best = charges.stream().filter(charge -> charge.failure() == null).map(Promise::get).max(
                Comparator.naturalOrder());
        return best.orElseGet(() -> first.thenApply(String::trim).get())
                + CompletableFuture.completedFuture("x").thenApply(String::length).join();
    }
}
