package io.quarkiverse.activities.test.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.ActivityFunction;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.ActivityProcedure;
import io.quarkiverse.activities.RetryPolicy;
import io.quarkiverse.activities.TaskQueue;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.Recorded;
import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.runtime.definition.ReturnKind;
import io.smallrye.mutiny.Uni;

/** Tests which activities the build finds, and how their calls are recorded. */
abstract class Discovery {

    @Inject
    ActivityDefinitions definitions;

    @Test
    void beanWithoutScopeKeepsItsOptions() {
        ActivityDefinition charge = definitions.find("default", "Charge").orElseThrow();
        assertThat(charge.options().duration(ActivityOption.START_TO_CLOSE_TIMEOUT)).isEqualTo(Duration.ofSeconds(30));
        assertThat(charge.options().get(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT)).isNull();
        assertThat(charge.options().get(ActivityOption.RETRY_MAXIMUM_ATTEMPTS)).isEqualTo(5);
        assertThat(charge.options().get(ActivityOption.RETRY_NON_RETRYABLE))
                .isEqualTo(List.of(IllegalStateException.class.getName()));
        assertThat(charge.options().get(ActivityOption.RETRY_NON_RETRYABLE_TYPES)).isEqualTo(List.of("Declined"));
        assertThat(charge.parameters().toString())
                .isEqualTo("[java.util.Map<java.lang.String, java.util.List<" + Order.class.getName() + ">>, int]");
        assertThat(charge.contextParameter()).isEqualTo(1);
    }

    @Test
    void superclassIsFoundWithItsTypesResolved() throws Exception {
        ActivityDefinition handle = definitions.find("orders", "Handle").orElseThrow();
        assertThat(handle.parameters()).containsExactly(Order.class);
        assertThat(handle.result().getTypeName()).isEqualTo("java.util.List<" + Order.class.getName() + ">");
        assertThat(handle.invoker().invoke(null, new Object[] { new Order("7") })).isEqualTo(List.of(new Order("7")));
    }

    @Test
    void interfacesAreFoundWithAndWithoutBean() throws Exception {
        ActivityDefinition greet = definitions.find("default", "Greet").orElseThrow();
        assertThat(greet.invoker().invoke(null, new Object[] { "you" })).isEqualTo("hello you");
        assertThat(record(GreeterApi.class, api -> api.greet("a"))).containsExactly(greet);
        assertThat(record(Greeter.class, bean -> bean.greet("a"))).containsExactly(greet);
        ActivityDefinition elsewhere = definitions.find("remote", "Elsewhere").orElseThrow();
        assertThat(elsewhere.isServed()).isFalse();
        assertThat(record(Remote.class, Remote::elsewhere)).containsExactly(elsewhere);
        assertThat(definitions.served()).doesNotContain(elsewhere);
    }

    @Test
    void stubsRecordMethodAndArguments() {
        Payments stub = definitions.stub(Payments.class);
        Recorded recorded = Recording.capture(stub, payments -> payments.charge(Map.of(), null, 4));
        assertThat(recorded.arguments()).containsExactly(Map.of(), null, 4);
        assertThat(record(Payments.class, Payments::later).get(0).returnKind()).isEqualTo(ReturnKind.UNI);
        assertThat(record(Payments.class, Payments::stage).get(0).returnKind()).isEqualTo(ReturnKind.STAGE);
        assertThat(record(Payments.class, Payments::nothing).get(0).result()).isNull();
        assertThat(record(Constructed.class, Constructed::stamp).get(0).isTransactional()).isTrue();
        assertThat(record(Constructed.class, bean -> bean.six(1, 2L, "3", 4d, '5', true)).get(0).parameters())
                .containsExactly(int.class, long.class, String.class, double.class, char.class, boolean.class);
    }

    @Test
    void aLambdaThatCallsNoActivityIsRefused() {
        Payments stub = definitions.stub(Payments.class);
        assertRefused(stub, payments -> null, "The lambda called no activity method");
        assertRefused(stub, payments -> {
            payments.nothing();
            return payments.later();
        }, "The lambda called 2 activity methods");
        assertRefused(stub, payments -> {
            payments.helper();
            return null;
        }, "Payments#helper is not an activity");
        assertRefused(stub, payments -> payments.charge(Map.of(), null, 4) + " today", "The lambda used the result of");
        assertRefused(stub, payments -> payments.charge(Map.of(), null, 4).length(), "The lambda used the result of");
        Order missing = null;
        assertThatThrownBy(() -> Recording.capture(stub, payments -> payments.charge(Map.of(missing.id(), List.of()), null, 4)))
                .as("an exception of the application").isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> definitions.stub(Sealed.class)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is final").hasMessageContaining("type name");
        assertThatThrownBy(() -> definitions.stub(String.class)).hasMessageContaining("has no activity methods");
    }

    private static <T> void assertRefused(T stub, ActivityFunction<T, ?> lambda, String message) {
        assertThatThrownBy(() -> Recording.capture(stub, lambda)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private <T> List<ActivityDefinition> record(Class<T> type, ActivityProcedure<T> call) {
        return definitions.byMethod(Recording.capture(definitions.stub(type), stub -> {
            call.apply(stub);
            return null;
        }).methodKey());
    }

    public record Order(String id) {
    }

    static class Payments {

        @Activity(startToCloseTimeout = "${charge.timeout}", retry = @RetryPolicy(maximumAttempts = 5, nonRetryable = IllegalStateException.class, nonRetryableTypes = "Declined"))
        public String charge(Map<String, List<? extends Order>> orders, ActivityContext context, int amount) {
            return "charged";
        }

        @Activity
        Uni<String> later() {
            return Uni.createFrom().item("later");
        }

        @Activity
        CompletionStage<List<String>> stage() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Activity
        void nothing() {
        }

        void helper() {
        }
    }

    abstract static class Base<T> {

        @Activity
        public List<T> handle(T item) {
            return List.of(item);
        }
    }

    @ApplicationScoped
    @TaskQueue("orders")
    static class Orders extends Base<Order> {

        @Override
        public List<Order> handle(Order item) {
            return super.handle(item);
        }
    }

    interface GreeterApi {

        @Activity
        Object greet(String name);
    }

    static class Greeter implements GreeterApi {

        @Override
        public String greet(String name) {
            return "hello " + name;
        }
    }

    @TaskQueue("remote")
    interface Remote {

        @Activity
        int elsewhere();
    }

    static class Constructed {

        private final String stamp;

        @Inject
        Constructed(ActivityDefinitions definitions) {
            stamp = definitions.queues().toString();
        }

        @Activity
        @Transactional
        String stamp() {
            return stamp;
        }

        @Activity
        final long six(int a, long b, String c, double d, char e, boolean f) {
            return b;
        }
    }

    static final class Sealed {

        @Activity
        public void closed() {
        }
    }
}
