package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TimerTask;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.runtime.payload.RegisteredTypes;
import io.quarkiverse.activities.runtime.worker.attempt.CompletesInTransaction;

/** Tests what the build registers and generates for the activities that it finds. */
abstract class Registration extends Discovery {

    @Test
    void payloadsAreRegisteredForReflection() throws Exception {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(RegisteredTypes.RESOURCE)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()).contains(Item.class.getName(),
                    Shape.class.getName(), Circle.class.getName());
        }
    }

    @Test
    void transactionalActivitiesAreBoundAndOthersAreNot() throws Exception {
        assertThat(invoke("Bound")).isEqualTo("intercepted bound");
        assertThat(invoke("Free")).isEqualTo("free");
    }

    @Test
    void superclassesWithAndWithoutUsableConstructorAreDistinguished() {
        // Its superclass belongs to the JDK and has a usable constructor
        assertThat(definitions.stub(Timer.class)).isNotNull();
        assertThatThrownBy(() -> definitions.stub(Odd.class))
                .hasMessageContaining("without a public or protected no-args constructor");
    }

    private Object invoke(String type) throws Exception {
        return definitions.find("default", type).orElseThrow().invoker().invoke(null, new Object[0]);
    }

    public record Item(String name) {
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    public interface Shape {
    }

    public record Circle(int radius) implements Shape {
    }

    static class Work {

        @Activity
        public Shape draw(List<Item> items) {
            return new Circle(1);
        }

        @Activity
        public String free() {
            return "free";
        }
    }

    @Transactional
    static class InTransaction {

        @Activity
        public String bound() {
            return "bound";
        }
    }

    static class Timer extends TimerTask {

        @Activity
        @Override
        public void run() {
        }
    }

    static class Odd extends ByteArrayInputStream {

        Odd() {
            super(new byte[0]);
        }

        @Activity
        public void odd() {
        }
    }

    @Interceptor
    @CompletesInTransaction
    @Priority(Interceptor.Priority.APPLICATION)
    static class Spy {

        @AroundInvoke
        Object around(InvocationContext context) throws Exception {
            return "intercepted " + context.proceed();
        }
    }
}
