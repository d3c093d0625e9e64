package io.quarkiverse.activities.test.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

/** Tests that activity methods with all kinds of signatures are called with the right arguments and results. */
abstract class ClientSignatures extends ClientRemedies {

    @Test
    void genericSuperclassesAndCovariantOverridesRunOnce() {
        Parcel parcel = new Parcel("7", BigDecimal.TEN);
        assertThat(activities.call(Parcels.class, p -> p.ship(List.of(parcel))).execute())
                .isEqualTo(new Shipped("7", 1));
        assertThat(activities.call(Parcels.class, p -> p.inherited(parcel)).execute()).isEqualTo(Map.of("7", parcel));
        assertThat(activities.call("Inherited", new TypeLiteral<Map<String, Parcel>>() {
        }, parcel).execute()).isEqualTo(Map.of("7", parcel));
    }

    @Test
    void eightParametersByName() {
        assertThat(activities.call("Eight", String.class, 1, 2L, "3", 4.5, true, 'c', List.of(new Parcel("7", null)),
                Map.of("k", 8)).execute()).isEqualTo("1 2 3 4.5 true c [Parcel[id=7, weight=null]] {k=8}");
    }

    @Test
    void theContextMayBeAnyParameter() {
        assertThat(activities.call(Shapes.class, s -> s.middle("a", null, 2)).id("in-the-middle").execute())
                .isEqualTo("a in-the-middle 2");
        assertThat(activities.call("Middle", String.class, "b", 3).id("by-name").execute()).isEqualTo("b by-name 3");
        assertThat(activities.call("Last", String.class, "c").id("last").execute()).isEqualTo("c last");
    }

    @Test
    void methodsRunOnTheThreadsTheyAskFor() {
        boolean hasVirtual = Runtime.version().feature() >= 21;
        assertThat(activities.call(Shapes.class, Shapes::virtual).execute()).isEqualTo(thread(hasVirtual));
        assertThat(activities.call(Shapes.class, Shapes::blocking).execute()).isEqualTo(thread(false));
        // The annotation has no effect: no attempt runs on an event loop
        boolean virtualByDefault = Runtime.version().feature() >= 24;
        assertThat(activities.callUni(Shapes.class, Shapes::nonBlocking).execute()).isEqualTo(thread(virtualByDefault));
        assertThat(activities.call(Shapes.class, Shapes::anywhere).execute()).isEqualTo(thread(virtualByDefault));
    }

    private static String thread(boolean virtual) {
        return virtual ? "virtual" : "activity-";
    }

    static String thisThread() {
        try {
            if (Runtime.version().feature() >= 21 && (boolean) MethodHandles.lookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class))
                    .invoke(Thread.currentThread())) {
                return "virtual";
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return Thread.currentThread().getName().replaceAll("\\d+", "");
    }

    public record Parcel(String id, BigDecimal weight) {
    }

    public static class Receipt {

        public String id;

        @Override
        public boolean equals(Object other) {
            return other.getClass() == getClass() && ((Receipt) other).id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    public static class Shipped extends Receipt {

        public int count;

        public Shipped() {
        }

        Shipped(String id, int count) {
            this.id = id;
            this.count = count;
        }
    }

    public abstract static class Base<K, T> {

        @Activity(startToCloseTimeout = "30s")
        public Receipt ship(List<T> items) {
            throw new IllegalStateException("overridden");
        }

        @Activity(startToCloseTimeout = "30s")
        public Map<K, T> inherited(T item) {
            return Map.of(key(item), item);
        }

        abstract K key(T item);
    }

    @ApplicationScoped
    public static class Parcels extends Base<String, Parcel> {

        @Override
        public Shipped ship(List<Parcel> items) {
            return new Shipped(items.get(0).id(), items.size());
        }

        @Override
        String key(Parcel item) {
            return item.id();
        }
    }

    public static class Shapes {

        @Activity(startToCloseTimeout = "30s")
        String eight(int a, long b, String c, double d, boolean e, char f, List<Parcel> g, Map<String, Integer> h) {
            return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h;
        }

        @Activity(startToCloseTimeout = "30s")
        String middle(String before, ActivityContext context, int after) {
            return before + " " + context.info().activityId() + " " + after;
        }

        @Activity(startToCloseTimeout = "30s")
        String last(String before, ActivityContext context) {
            return before + " " + context.info().activityId();
        }

        @Activity(startToCloseTimeout = "30s")
        @RunOnVirtualThread
        String virtual() {
            return thisThread();
        }

        @Activity(startToCloseTimeout = "30s")
        @Blocking
        String blocking() {
            return thisThread();
        }

        @Activity(startToCloseTimeout = "30s")
        @NonBlocking
        Uni<String> nonBlocking() {
            return Uni.createFrom().item(thisThread());
        }

        @Activity(startToCloseTimeout = "30s")
        String anywhere() {
            return thisThread();
        }
    }
}
