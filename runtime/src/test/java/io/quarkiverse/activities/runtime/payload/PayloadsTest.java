package io.quarkiverse.activities.runtime.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.spi.Payload;

class PayloadsTest {

    record Order(String id, List<Item> items) {
    }

    record Item(String name, BigDecimal price) {
    }

    enum Color {
        RED
    }

    static class Loop {

        public Loop getSelf() {
            return this;
        }
    }

    private static final Order ORDER = new Order("o", List.of(new Item("i", new BigDecimal("10.00"))));

    static final List<Arguments> VALUES = List.of(
            Arguments.of(new TypeLiteral<List<Order>>() {
            }.getType(), List.of(ORDER)),
            Arguments.of(new TypeLiteral<Map<String, List<Item>>>() {
            }.getType(), Map.of("a", List.of(new Item("x", BigDecimal.ONE)))),
            Arguments.of(Order[].class, new Order[] { ORDER }),
            Arguments.of(int[].class, new int[] { 1, 2 }),
            Arguments.of(byte[].class, new byte[] { 0, 1, -1 }),
            Arguments.of(new TypeLiteral<Optional<Item>>() {
            }.getType(), Optional.of(new Item("y", BigDecimal.TEN))),
            Arguments.of(Order.class, ORDER),
            Arguments.of(BigDecimal.class, new BigDecimal("0.12345678901234567890123456789000")),
            Arguments.of(Instant.class, Instant.parse("2026-01-02T03:04:05.123456789Z")),
            Arguments.of(LocalDate.class, LocalDate.of(2026, 2, 28)),
            Arguments.of(ZonedDateTime.class, ZonedDateTime.parse("2026-01-02T03:04:05+05:00")),
            Arguments.of(ZonedDateTime.class, ZonedDateTime.of(2026, 3, 28, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))),
            Arguments.of(ZonedDateTime.class, ZonedDateTime.of(2026, 3, 28, 2, 30, 0, 0, ZoneId.of("UTC"))),
            Arguments.of(ZonedDateTime.class, ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"))
                    .withLaterOffsetAtOverlap()),
            Arguments.of(OffsetDateTime.class, OffsetDateTime.parse("2026-01-02T03:04:05+05:00")),
            Arguments.of(Duration.class, Duration.ofMillis(1500)),
            Arguments.of(Color.class, Color.RED),
            Arguments.of(long.class, Long.MAX_VALUE),
            Arguments.of(String.class, "\u20ac \0 \""));

    static List<Arguments> values() {
        return VALUES;
    }

    private final Payloads payloads = Tags.payloads();

    @ParameterizedTest
    @MethodSource("values")
    void keepsValuesOfEveryType(Type type, Object value) {
        for (Payloads each : List.of(payloads, Tags.payloads(new Tags("a"), new Tags("b")))) {
            assertThat(each.read(each.write(value, type), type)).isEqualTo(value);
            byte[] arguments = each.writeArguments(List.of(type, int.class), new Object[] { value, 7 });
            assertThat(each.readArguments(arguments, List.of(type, int.class))).isEqualTo(new Object[] { value, 7 });
        }
    }

    @Test
    void writesJson() {
        assertThat(new String(payloads.writeArguments(null, new Object[] { ORDER, null }), UTF_8))
                .isEqualTo("[{\"id\":\"o\",\"items\":[{\"name\":\"i\",\"price\":10.00}]},null]");
        assertThat(payloads.writeArguments(List.of(), new Object[0])).isNull();
        assertThat(payloads.write(null)).isNull();
    }

    @Test
    void argumentsThatDoNotFitAreRefused() {
        List<Type> types = List.of(String.class, long.class, BigDecimal.class);

        assertRefused("[7,10.00]", types, "was started with 2 arguments, but the method takes 3: [java.lang.String, long,"
                + " java.math.BigDecimal]");
        assertRefused("[7,10,1.5]", types, "java.lang.String");
        assertRefused("[\"a\",10.00,1.5]", types, "long");
        assertRefused("[\"a\",\"10\",1.5]", types, "long");
        assertRefused("[\"a\",true,1.5]", types, "long");
        assertRefused("[\"a\",1,2,3]", types, "was started with 4 arguments");
        assertThatThrownBy(() -> payloads.readArguments(null, types)).hasMessageContaining("with 0 arguments");
        assertThat(payloads.readArguments(json("[\"a\",null,2]"), types)).containsExactly("a", 0L, new BigDecimal("2"));
    }

    private void assertRefused(String arguments, List<Type> types, String message) {
        assertThatThrownBy(() -> payloads.readArguments(json(arguments), types))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining(message);
    }

    @Test
    void lenientReadingFillsDropsAndConverts() {
        Payloads lenient = new Payloads(PayloadMappers.own(List.of()), Tags.codecs(), false, true, ReflectionWatch.none());
        List<Type> types = List.of(String.class, int.class, boolean.class);

        assertThat(lenient.readArguments(null, types)).containsExactly(null, 0, false);
        assertThat(lenient.readArguments(json("[\"a\",null]"), types)).containsExactly("a", 0, false);
        assertThat(lenient.readArguments(json("[\"a\",1,true,{\"b\":[2]},3]"), types)).containsExactly("a", 1, true);
        assertThat(lenient.readArguments(json("[7,\"1\",true]"), types)).containsExactly("7", 1, true);
    }

    @Test
    void someArgumentsCanBeRead() {
        assertThat(payloads.readSomeArguments(json("[\"a\",1]"), List.of(String.class))).containsExactly("a");
        assertThat(payloads.readSomeArguments(json("[\"a\"]"), List.of(String.class, int.class))).containsExactly("a", 0);
    }

    @Test
    void valuesWithoutLimits() {
        BigInteger number = new BigInteger("9".repeat(5_000));
        assertThat(payloads.read(payloads.write(number, BigInteger.class), BigInteger.class)).isEqualTo(number);
        String text = "x".repeat(21_000_000);
        assertThat(payloads.read(payloads.write(text, String.class), String.class)).isEqualTo(text);
        Map<String, Integer> name = Map.of("n".repeat(60_000), 1);
        assertThat(payloads.read(payloads.write(name), Map.class)).isEqualTo(name);
    }

    @Test
    void whatAnOwnMapperDoesNotReadIsRefused() {
        Payloads own = new Payloads(new ObjectMapper(), Tags.codecs(), true, false, ReflectionWatch.none());

        assertThatThrownBy(() -> own.write(new BigInteger("9".repeat(5_000)))).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("StreamReadConstraints");
        assertThatThrownBy(() -> own.writeArguments(null, new Object[] { "x".repeat(21_000_000) }))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining("StreamReadConstraints");
    }

    @Test
    void typesThatCannotBeReadBackAreRefused() {
        assertThatThrownBy(() -> payloads.write(new Circle(1), Shape.class)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Circle can be written as JSON, but not read back as")
                .hasMessageContaining("@JsonTypeInfo");
        assertThatThrownBy(() -> payloads.writeArguments(List.of(Shape.class), new Object[] { new Circle(1) }))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining("Circle can be written");
        assertThat(payloads.read(payloads.write(new Circle(1), Circle.class), Circle.class)).isEqualTo(new Circle(1));
    }

    sealed interface Shape permits Circle {

        default int getCorners() {
            return 0;
        }
    }

    @JsonIgnoreProperties("corners")
    record Circle(int radius) implements Shape {
    }

    @Test
    void unknownPropertiesAreIgnored() {
        assertThat(payloads.read(json("{\"id\":\"o\",\"later\":{}}"), Order.class)).isEqualTo(new Order("o", null));
    }

    @Test
    void errorsNameTheTypeThatCannotBeWrittenOrRead() {
        assertThatThrownBy(() -> payloads.writeArguments(null, new Object[] { 1, new Loop() }))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining("Argument 2")
                .hasMessageContaining("Loop");
        assertThatThrownBy(() -> payloads.write(new Loop())).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Loop");
        assertThatThrownBy(() -> payloads.readArguments(json("[\"no number\"]"), List.of(int.class)))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining("int");
        assertThatThrownBy(() -> payloads.readArguments(json("{}"), List.of(int.class)))
                .isInstanceOf(PayloadConversionException.class).hasMessageContaining("is not a list");
        assertThatThrownBy(() -> payloads.readArguments(json("[1"), List.of(int.class)))
                .isInstanceOf(PayloadConversionException.class);
        assertThatThrownBy(() -> payloads.read(json("{"), Order.class)).isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Order");
    }

    @Test
    void readsSingleValuesOfAList() {
        Payload values = Payload.of(payloads.writeArguments(null, new Object[] { "d1", ORDER, null, List.of(1, 2) }));

        assertThat(payloads.size(values)).isEqualTo(4);
        assertThat(payloads.read(values, 0, String.class)).isEqualTo("d1");
        assertThat(payloads.read(values, 1, Order.class)).isEqualTo(ORDER);
        assertThat(payloads.read(values, 2, Order.class)).isNull();
        assertThat(payloads.read(values, 3, new TypeLiteral<List<Long>>() {
        }.getType())).isEqualTo(Arrays.asList(1L, 2L));
        assertThat(payloads.read(values, 4, String.class)).isNull();
        assertThat(payloads.size(null)).isZero();
        assertThat(payloads.read(null, 0, String.class)).isNull();
        assertThatThrownBy(() -> payloads.read(values, 0, int.class)).isInstanceOf(PayloadConversionException.class);
    }

    @Test
    void worksWithAStrictMapper() {
        Payloads strict = new Payloads(
                JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build(), Tags.codecs(), true,
                false, ReflectionWatch.none());

        assertThat(strict.readArguments(json("[1,2]"), List.of(int.class, int.class))).containsExactly(1, 2);
    }

    private static byte[] json(String text) {
        return text.getBytes(UTF_8);
    }
}
