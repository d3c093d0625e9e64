package io.quarkiverse.activities.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;

import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;

import io.quarkiverse.activities.failure.ApplicationFailure;
import io.quarkiverse.activities.failure.PayloadConversionException;
import io.quarkiverse.activities.failure.UnregisteredTypeException;
import io.quarkiverse.activities.spi.Failure;
import io.quarkiverse.activities.spi.Payload;

class ReflectionWatchTest {

    record Missing(int percent) {
    }

    /** Without its members, Jackson would write it as an empty object, because of the annotation. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Annotated(String text) {
    }

    record Whole(String name, Object any, Missing part) {
    }

    record Code(@JsonValue String text) {
    }

    private static final Predicate<Class<?>> MISSING = type -> type == Missing.class || type == Annotated.class
            || type == Code.class;

    private final Payloads image = payloads(ReflectionWatch.Reaction.REFUSE);

    private static Payloads payloads(ReflectionWatch.Reaction reaction) {
        return new Payloads(PayloadMappers.own(List.of()), Tags.codecs(), false, false, new ReflectionWatch(reaction, MISSING));
    }

    @Test
    void anImageRefusesToWriteClassesThatItDoesNotKnow() {
        for (Object value : List.of(new Missing(1), List.of(new Missing(1)), new Annotated("text"), new Code("text"),
                new Whole("name", new Missing(1), null))) {
            assertThatThrownBy(() -> image.write(value)).isInstanceOf(UnregisteredTypeException.class)
                    .isInstanceOf(PayloadConversionException.class).hasMessageContaining("$")
                    .hasMessageContaining("is not registered for reflection").hasMessageContaining("@RegisterForReflection");
        }
        assertThatThrownBy(() -> image.writeArguments(null, new Object[] { "text", new Missing(1) }))
                .isInstanceOf(UnregisteredTypeException.class).hasMessageStartingWith(Missing.class.getName() + " ");
        assertThat(image.write(new Whole("name", "any", null))).as("no value of the class").isNotNull();
    }

    @Test
    void anImageRefusesToReadClassesThatItDoesNotKnow() {
        byte[] json = Tags.payloads().write(new Missing(1));
        assertThatThrownBy(() -> image.read(json, Missing.class)).isInstanceOf(UnregisteredTypeException.class)
                .hasMessageStartingWith(Missing.class.getName() + " ");
        byte[] whole = Tags.payloads().write(new Whole("name", null, new Missing(1)));
        assertThatThrownBy(() -> image.read(whole, Whole.class)).isInstanceOf(UnregisteredTypeException.class)
                .hasMessageStartingWith(Missing.class.getName() + " ");
        byte[] list = Tags.payloads().writeArguments(null, new Object[] { List.of(new Missing(1)) });
        assertThatThrownBy(() -> image.readArguments(list, List.of(new TypeLiteral<List<Missing>>() {
        }.getType()))).isInstanceOf(UnregisteredTypeException.class);
        assertThatThrownBy(() -> image.read(Payload.of(list), 0, Missing[].class))
                .isInstanceOf(UnregisteredTypeException.class);
    }

    @Test
    void otherProblemsOfAnImageStayWhatTheyAre() {
        assertThatThrownBy(() -> image.write(new Object())).isExactlyInstanceOf(PayloadConversionException.class);
        byte[] text = image.write("text");
        assertThatThrownBy(() -> image.read(text, Whole.class)).isExactlyInstanceOf(PayloadConversionException.class);
    }

    @Test
    void attemptsThatFailWithItAreNotRetried() {
        Failures failures = new Failures(image);
        Failure thrown = failures.of(new UnregisteredTypeException("message", null));
        assertThat(thrown.type()).isEqualTo(UnregisteredTypeException.class.getName());
        assertThat(thrown.nonRetryable()).isTrue();

        Failure details = failures.of(ApplicationFailure.newBuilder().type("Declined").details(new Missing(1)).build());
        assertThat(details.type()).isEqualTo(UnregisteredTypeException.class.getName());
        assertThat(details.message()).contains(Missing.class.getName(), "@RegisterForReflection");
        assertThat(details.nonRetryable()).isTrue();
        assertThat(details.cause().type()).isEqualTo("Declined");

        assertThat(failures.of(new PayloadConversionException("other", null)).nonRetryable()).isFalse();
    }

    @Test
    void onTheJvmEachClassIsLoggedOnce() {
        List<String> warnings = WarningLog.during(() -> {
            Payloads payloads = payloads(ReflectionWatch.Reaction.WARN);
            byte[] json = payloads.write(new Missing(1));
            payloads.write(new Missing(2));
            assertThat(payloads.read(json, Missing.class)).isEqualTo(new Missing(1));
            payloads.write(new Whole("name", new Annotated("text"), null));
        });
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).startsWith(Missing.class.getName() + " is written as JSON")
                .contains("@RegisterForReflection");
        assertThat(warnings.get(1)).startsWith(Annotated.class.getName() + " is written as JSON");
    }

    @Test
    void aClassWithASerializerOfItsOwnNeedsNoReflection() {
        SimpleModule module = new SimpleModule().addSerializer(Missing.class, new ToStringSerializer());
        Payloads own = new Payloads(PayloadMappers.own(List.of(module)), Tags.codecs(), false, false,
                new ReflectionWatch(ReflectionWatch.Reaction.REFUSE, MISSING));
        assertThat(own.write(new Missing(1))).isNotNull();
    }

    @Test
    void theMapperOfTheApplicationIsNotChanged() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Payloads own = new Payloads(mapper, Tags.codecs(), true, false,
                new ReflectionWatch(ReflectionWatch.Reaction.REFUSE, MISSING));
        assertThatThrownBy(() -> own.write(new Missing(1))).isInstanceOf(UnregisteredTypeException.class);
        assertThat(mapper.writeValueAsString(new Missing(1))).isEqualTo("{\"percent\":1}");

        ObjectMapper special = new ObjectMapper() {
        };
        assertThat(new ReflectionWatch(ReflectionWatch.Reaction.REFUSE, MISSING).watch(special)).isSameAs(special);
    }

    @Test
    void withoutTheListOfTheBuildNothingIsMissing() {
        assertThat(RegisteredTypes.missingInAnImage(new ClassLoader(null) {
        }).test(Missing.class)).isFalse();
        assertThat(RegisteredTypes.missingInThisImage().test(Missing.class)).as("on a JVM").isFalse();
    }
}
