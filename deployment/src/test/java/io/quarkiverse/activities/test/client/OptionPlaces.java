package io.quarkiverse.activities.test.client;

import static io.quarkiverse.activities.OptionSource.ANNOTATION;
import static io.quarkiverse.activities.OptionSource.CALL;
import static io.quarkiverse.activities.OptionSource.CONFIGURATION;
import static io.quarkiverse.activities.OptionSource.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.ActivityCall;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityDescription;
import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.OptionSource;
import io.quarkiverse.activities.RetryOptions;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Tests the precedence of each option for every pair of places. Each place has its own values: tens for the defaults, twenties
 * for the annotation, thirties for configuration, forties for the call.
 */
abstract class OptionPlaces {

    /** The options that configuration sets for {@code HalfConfigured} and the annotation for {@code HalfAnnotated}. */
    static final Set<ActivityOption> HALF = EnumSet.of(ActivityOption.START_TO_CLOSE_TIMEOUT,
            ActivityOption.SCHEDULE_TO_START_TIMEOUT, ActivityOption.RETRY_BACKOFF_COEFFICIENT,
            ActivityOption.RETRY_MAXIMUM_ATTEMPTS);

    /** The non-retryable class of each place, by the first digit of the place's values. */
    private static final List<String> CLASSES = List.of("", "java.lang.Error", "java.io.IOException", "java.lang.Exception",
            "java.lang.RuntimeException", "", "", "", "", "java.lang.AssertionError");

    static final Set<ActivityOption> ALL = EnumSet.complementOf(EnumSet.of(ActivityOption.START_DELAY));
    static final Set<ActivityOption> OTHER_HALF = EnumSet.copyOf(ALL);
    static final Set<ActivityOption> ANNOTATABLE = EnumSet.copyOf(ALL);

    static {
        OTHER_HALF.removeAll(HALF);
        ANNOTATABLE.remove(ActivityOption.PRIORITY);
    }

    @Inject
    ActivityClient activities;

    /** {@return the same application, with the options in their places} */
    static QuarkusUnitTest configure(QuarkusUnitTest app) {
        app.overrideConfigKey("quarkus.activities.task-queue", "default-queue")
                .overrideConfigKey("quarkus.activities.types.ZeroConfigured.schedule-to-close-timeout", "0")
                .overrideConfigKey("quarkus.activities.types.ZeroConfigured.heartbeat-timeout", "0s")
                .overrideConfigKey("quarkus.activities.types.ZeroConfigured.retry.maximum-attempts", "0")
                .overrideConfigKey("quarkus.activities.types.ZeroConfigured.retry.maximum-interval", "0s");
        Set<ActivityOption> defaults = EnumSet.copyOf(ALL);
        defaults.remove(ActivityOption.TASK_QUEUE);
        configure(app, "defaults", 1, defaults);
        configure(app, "types.Configured", 3, ALL);
        configure(app, "types.\"default-queue/HalfConfigured\"", 3, HALF);
        configure(app, "types.\"OtherHalfConfigured\"", 3, OTHER_HALF);
        configure(app, "types.AnnotatedAndConfigured", 3, HALF);
        configure(app, "types.\"annotated/AnnotatedAndConfiguredOtherwise\"", 3, OTHER_HALF);
        // A property with queue and type wins over a property with the type alone
        configure(app, "types.AnnotatedAndConfiguredOtherwise", 9, OTHER_HALF);
        return app;
    }

    private static void configure(QuarkusUnitTest app, String place, int ten, Set<ActivityOption> options) {
        for (ActivityOption option : options) {
            String name = option.name().toLowerCase().replace('_', '-').replaceFirst("^retry-", "retry.");
            app.overrideConfigKey("quarkus.activities." + place + "." + name, written(option, ten));
        }
    }

    private static String written(ActivityOption option, int ten) {
        return switch (option) {
            case TASK_QUEUE -> ten == 3 ? "configured" : "elsewhere";
            case START_TO_CLOSE_TIMEOUT -> ten + "1s";
            case SCHEDULE_TO_CLOSE_TIMEOUT -> ten + "2s";
            case SCHEDULE_TO_START_TIMEOUT -> ten + "3s";
            case HEARTBEAT_TIMEOUT -> ten + "4s";
            case RETRY_INITIAL_INTERVAL -> ten + "5s";
            case RETRY_BACKOFF_COEFFICIENT -> ten + ".5";
            case RETRY_MAXIMUM_INTERVAL -> ten + "6s";
            case RETRY_MAXIMUM_ATTEMPTS -> ten + "7";
            case RETRY_NON_RETRYABLE -> CLASSES.get(ten);
            case RETRY_NON_RETRYABLE_TYPES -> ten + "8";
            case PRIORITY -> String.valueOf(ten);
            case START_DELAY -> throw new IllegalArgumentException("not configurable");
        };
    }

    private static void set(ActivityCall<Void> call, ActivityOption option) {
        switch (option) {
            case TASK_QUEUE -> call.taskQueue("called");
            case START_TO_CLOSE_TIMEOUT -> call.startToCloseTimeout(Duration.ofSeconds(41));
            case SCHEDULE_TO_CLOSE_TIMEOUT -> call.scheduleToCloseTimeout(Duration.ofSeconds(42));
            case SCHEDULE_TO_START_TIMEOUT -> call.scheduleToStartTimeout(Duration.ofSeconds(43));
            case HEARTBEAT_TIMEOUT -> call.heartbeatTimeout(Duration.ofSeconds(44));
            case RETRY_INITIAL_INTERVAL -> call.retry(RetryOptions.create().initialInterval(Duration.ofSeconds(5)));
            case RETRY_BACKOFF_COEFFICIENT -> call.retry(RetryOptions.create().backoffCoefficient(4.5));
            case RETRY_MAXIMUM_INTERVAL -> call.retry(RetryOptions.create().maximumInterval(Duration.ofSeconds(46)));
            case RETRY_MAXIMUM_ATTEMPTS -> call.retry(RetryOptions.create().maximumAttempts(47));
            case RETRY_NON_RETRYABLE -> call.retry(RetryOptions.create().nonRetryable(RuntimeException.class));
            case RETRY_NON_RETRYABLE_TYPES -> call.retry(RetryOptions.create().nonRetryableTypes("48"));
            case PRIORITY -> call.priority(4);
            case START_DELAY -> throw new IllegalArgumentException("can only be set in a call");
        }
    }

    /** {@return the value that a place sets} Timeouts cap each other, so tests compare the capped values. */
    private static Object value(ActivityOption option, OptionSource source) {
        int ten = List.of(DEFAULT, ANNOTATION, CONFIGURATION, CALL).indexOf(source) + 1;
        return switch (option) {
            case TASK_QUEUE -> List.of("default-queue", "annotated", "configured", "called").get(ten - 1);
            case START_TO_CLOSE_TIMEOUT -> Duration.ofSeconds(ten * 10L + 1);
            case SCHEDULE_TO_CLOSE_TIMEOUT -> Duration.ofSeconds(ten * 10L + 2);
            case SCHEDULE_TO_START_TIMEOUT -> Duration.ofSeconds(ten * 10L + 3);
            case HEARTBEAT_TIMEOUT -> Duration.ofSeconds(ten * 10L + 4);
            case RETRY_INITIAL_INTERVAL -> Duration.ofSeconds(source == CALL ? 5 : ten * 10L + 5);
            case RETRY_BACKOFF_COEFFICIENT -> ten + 0.5;
            case RETRY_MAXIMUM_INTERVAL -> Duration.ofSeconds(ten * 10L + 6);
            case RETRY_MAXIMUM_ATTEMPTS -> ten * 10 + 7;
            case RETRY_NON_RETRYABLE -> List.of(CLASSES.get(ten));
            case RETRY_NON_RETRYABLE_TYPES -> List.of(ten + "8");
            case PRIORITY -> ten;
            case START_DELAY -> Duration.ofHours(1);
        };
    }

    private static Map<ActivityOption, Object> shown(ActivityDescription description) {
        Map<ActivityOption, Object> shown = new EnumMap<>(ActivityOption.class);
        shown.put(ActivityOption.TASK_QUEUE, description.taskQueue());
        shown.put(ActivityOption.START_TO_CLOSE_TIMEOUT, description.startToCloseTimeout());
        shown.put(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, description.scheduleToCloseTimeout());
        shown.put(ActivityOption.SCHEDULE_TO_START_TIMEOUT, description.scheduleToStartTimeout());
        shown.put(ActivityOption.HEARTBEAT_TIMEOUT, description.heartbeatTimeout());
        shown.put(ActivityOption.RETRY_INITIAL_INTERVAL, description.retry().initialInterval());
        shown.put(ActivityOption.RETRY_BACKOFF_COEFFICIENT, description.retry().backoffCoefficient());
        shown.put(ActivityOption.RETRY_MAXIMUM_INTERVAL, description.retry().maximumInterval());
        shown.put(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, description.retry().maximumAttempts());
        shown.put(ActivityOption.RETRY_NON_RETRYABLE, description.retry().nonRetryable());
        shown.put(ActivityOption.RETRY_NON_RETRYABLE_TYPES, description.retry().nonRetryableTypes());
        shown.put(ActivityOption.PRIORITY, description.priority());
        shown.put(ActivityOption.START_DELAY, description.startDelay());
        return shown;
    }

    private void check(ActivityCall<Void> call, Map<ActivityOption, OptionSource> expected) {
        ActivityDescription description = call.startDelay(Duration.ofHours(1)).start().describe();
        expected.put(ActivityOption.START_DELAY, CALL);
        assertThat(description.optionSources()).isEqualTo(expected);
        Map<ActivityOption, Object> values = new EnumMap<>(ActivityOption.class);
        expected.forEach((option, source) -> values.put(option, value(option, source)));
        Duration whole = (Duration) values.get(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT);
        cap(values, ActivityOption.SCHEDULE_TO_START_TIMEOUT, whole);
        cap(values, ActivityOption.START_TO_CLOSE_TIMEOUT, whole);
        cap(values, ActivityOption.HEARTBEAT_TIMEOUT, (Duration) values.get(ActivityOption.START_TO_CLOSE_TIMEOUT));
        assertThat(shown(description)).isEqualTo(values);
    }

    private static void cap(Map<ActivityOption, Object> values, ActivityOption timeout, Duration limit) {
        values.computeIfPresent(timeout, (option, value) -> ((Duration) value).compareTo(limit) > 0 ? limit : value);
    }

    private static Map<ActivityOption, OptionSource> sources(OptionSource nearer, Set<ActivityOption> options,
            OptionSource farther) {
        Map<ActivityOption, OptionSource> sources = new EnumMap<>(ActivityOption.class);
        for (ActivityOption option : ALL) {
            boolean set = options.contains(option) && (nearer != ANNOTATION || ANNOTATABLE.contains(option));
            OptionSource fallback = farther == ANNOTATION && !ANNOTATABLE.contains(option) ? DEFAULT : farther;
            sources.put(option, set ? nearer : fallback);
        }
        return sources;
    }

    private ActivityCall<Void> call(String type) {
        return activities.call(type, Void.class);
    }

    @Test
    void aCallWinsOverEveryOtherPlaceForEachOptionSeparately() {
        Map<String, OptionSource> farther = Map.of("Configured", CONFIGURATION, "Annotated", ANNOTATION, "Plain", DEFAULT);
        farther.forEach((type, source) -> {
            for (ActivityOption option : ALL) {
                ActivityCall<Void> call = switch (type) {
                    case "Configured" -> activities.callVoid(OptionPlacesActivities.class, OptionPlacesActivities::configured);
                    case "Annotated" -> activities.callVoid(OptionPlacesActivities.class, OptionPlacesActivities::annotated);
                    default -> activities.callVoid(OptionPlacesActivities.class, OptionPlacesActivities::plain);
                };
                set(call, option);
                check(call, sources(CALL, EnumSet.of(option), source));
            }
            check(call(type), sources(source, ALL, DEFAULT));
        });
    }

    @Test
    void configurationWinsOverAnnotation() {
        check(call("AnnotatedAndConfigured"), sources(CONFIGURATION, HALF, ANNOTATION));
        check(call("AnnotatedAndConfiguredOtherwise"), sources(CONFIGURATION, OTHER_HALF, ANNOTATION));
    }

    @Test
    void configurationWinsOverDefaults() {
        check(call("HalfConfigured"), sources(CONFIGURATION, HALF, DEFAULT));
        check(call("OtherHalfConfigured"), sources(CONFIGURATION, OTHER_HALF, DEFAULT));
    }

    @Test
    void annotationWinsOverDefaults() {
        check(call("HalfAnnotated"), sources(ANNOTATION, HALF, DEFAULT));
        check(call("OtherHalfAnnotated"), sources(ANNOTATION, OTHER_HALF, DEFAULT));
    }

    @Test
    void zeroClearsAnInheritedValue() {
        ActivityDescription byCall = call("Annotated").startDelay(Duration.ofHours(1)).scheduleToCloseTimeout(Duration.ZERO)
                .heartbeatTimeout(Duration.ZERO).priority(0)
                .retry(RetryOptions.create().maximumAttempts(0).maximumInterval(Duration.ZERO).backoffCoefficient(0)
                        .nonRetryableClasses(new String[0]).nonRetryableTypes(new String[0]))
                .start().describe();
        assertThat(byCall.scheduleToCloseTimeout()).isZero();
        assertThat(byCall.heartbeatTimeout()).isZero();
        assertThat(byCall.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(21));
        assertThat(byCall.priority()).isZero();
        assertThat(byCall.retry().maximumAttempts()).isZero();
        assertThat(byCall.retry().maximumInterval()).isEqualTo(Duration.ofSeconds(2500));
        assertThat(byCall.retry().backoffCoefficient()).isEqualTo(2);
        assertThat(byCall.retry().nonRetryable()).isEmpty();
        assertThat(byCall.retry().nonRetryableTypes()).isEmpty();
        assertThat(byCall.optionSources()).containsEntry(ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, CALL)
                .containsEntry(ActivityOption.RETRY_NON_RETRYABLE_TYPES, CALL);

        ActivityDescription byConfiguration = call("ZeroConfigured").startDelay(Duration.ofHours(1)).start().describe();
        assertThat(byConfiguration.scheduleToCloseTimeout()).isZero();
        assertThat(byConfiguration.heartbeatTimeout()).isZero();
        assertThat(byConfiguration.startToCloseTimeout()).isEqualTo(Duration.ofSeconds(21));
        assertThat(byConfiguration.retry().maximumAttempts()).isZero();
        assertThat(byConfiguration.retry().maximumInterval()).isEqualTo(Duration.ofSeconds(1500));
        assertThat(byConfiguration.optionSources()).containsEntry(ActivityOption.HEARTBEAT_TIMEOUT, CONFIGURATION)
                .containsEntry(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, CONFIGURATION);
    }
}
