package io.quarkiverse.activities.runtime.definition;

import java.util.Locale;

import io.quarkiverse.activities.ActivityOption;

/** The names of options in configuration and in annotations. */
final class OptionNames {

    private static final String RETRY = "RETRY_";

    private OptionNames() {
    }

    /** {@return the last segments of the property: {@code start-to-close-timeout}, {@code retry.initial-interval}} */
    static String property(ActivityOption option) {
        String name = option.name();
        return name.startsWith(RETRY) ? "retry." + kebab(name.substring(RETRY.length())) : kebab(name);
    }

    /** {@return the member of the annotation: {@code startToCloseTimeout}, {@code retry.initialInterval}} */
    static String member(ActivityOption option) {
        StringBuilder member = new StringBuilder();
        for (String word : property(option).split("-")) {
            member.append(member.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return member.toString();
    }

    private static String kebab(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
