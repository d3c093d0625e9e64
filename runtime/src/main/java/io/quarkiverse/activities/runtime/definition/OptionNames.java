package io.quarkiverse.activities.runtime.definition;

import java.util.Locale;

import io.quarkiverse.activities.ActivityOption;

/** What options are called where they are written. */
final class OptionNames {

    private static final String RETRY = "RETRY_";

    private OptionNames() {
    }

    /** {@return the name of a property's last segments: {@code start-to-close-timeout}, {@code retry.initial-interval}} */
    static String property(ActivityOption option) {
        String name = option.name();
        return name.startsWith(RETRY) ? "retry." + kebab(name.substring(RETRY.length())) : kebab(name);
    }

    /** {@return the name of an annotation's member: {@code startToCloseTimeout}, {@code retry.initialInterval}} */
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
