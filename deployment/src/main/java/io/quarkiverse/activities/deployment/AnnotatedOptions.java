package io.quarkiverse.activities.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;

import io.quarkiverse.activities.ActivityOption;

/** Reads the options of {@code @Activity}, and of annotations that name them alike. */
public final class AnnotatedOptions {

    private AnnotatedOptions() {
    }

    /** {@return the options that the annotation sets, not parsed yet} */
    public static Map<ActivityOption, Object> read(AnnotationInstance activity) {
        Map<ActivityOption, Object> options = new TreeMap<>();
        set(options, ActivityOption.START_TO_CLOSE_TIMEOUT, string(activity, "startToCloseTimeout"));
        set(options, ActivityOption.SCHEDULE_TO_CLOSE_TIMEOUT, string(activity, "scheduleToCloseTimeout"));
        set(options, ActivityOption.SCHEDULE_TO_START_TIMEOUT, string(activity, "scheduleToStartTimeout"));
        set(options, ActivityOption.HEARTBEAT_TIMEOUT, string(activity, "heartbeatTimeout"));
        if (activity.value("priority") != null && activity.value("priority").asInt() != 0) {
            options.put(ActivityOption.PRIORITY, activity.value("priority").asInt());
        }
        if (activity.value("retry") != null) {
            AnnotationInstance retry = activity.value("retry").asNested();
            set(options, ActivityOption.RETRY_INITIAL_INTERVAL, string(retry, "initialInterval"));
            set(options, ActivityOption.RETRY_MAXIMUM_INTERVAL, string(retry, "maximumInterval"));
            AnnotationValue coefficient = retry.value("backoffCoefficient");
            if (coefficient != null && coefficient.asDouble() != 0) {
                options.put(ActivityOption.RETRY_BACKOFF_COEFFICIENT, coefficient.asDouble());
            }
            AnnotationValue attempts = retry.value("maximumAttempts");
            if (attempts != null && attempts.asInt() != 0) {
                options.put(ActivityOption.RETRY_MAXIMUM_ATTEMPTS, attempts.asInt());
            }
            AnnotationValue classes = retry.value("nonRetryable");
            if (classes != null && classes.asClassArray().length > 0) {
                options.put(ActivityOption.RETRY_NON_RETRYABLE,
                        Arrays.stream(classes.asClassArray()).map(type -> type.name().toString()).toList());
            }
            AnnotationValue types = retry.value("nonRetryableTypes");
            if (types != null && types.asStringArray().length > 0) {
                options.put(ActivityOption.RETRY_NON_RETRYABLE_TYPES, List.of(types.asStringArray()));
            }
        }
        return options;
    }

    private static void set(Map<ActivityOption, Object> options, ActivityOption option, String value) {
        if (!value.isEmpty()) {
            options.put(option, value);
        }
    }

    /** {@return the text of a member, or an empty text if it is not set} */
    public static String string(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value == null ? "" : value.asString();
    }
}
