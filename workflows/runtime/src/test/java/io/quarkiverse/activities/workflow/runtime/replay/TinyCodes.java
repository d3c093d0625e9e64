package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Codes of tiny workflows, and changes of them. */
final class TinyCodes {

    static final String STATEMENTS = "abltwevkxd";

    /** Codes that exercise what short ones cannot. */
    static final List<String> SPECIAL = List.of("de|ae", "ab|ba", "w|w", "ww|w", "kK", "ktK", "kaK", "kwKa", "k|tK", "kea|K",
            "xa|x", "le|lt",
            "va|va", "av|w", "ta|at");

    private TinyCodes() {
    }

    /** {@return all codes with at most so many statements in the method and in the coroutine} */
    static List<String> all(int ofMethod, int ofCoroutine) {
        List<String> methods = sequences(ofMethod);
        List<String> codes = new ArrayList<>(methods);
        for (String coroutine : sequences(ofCoroutine)) {
            if (!coroutine.isEmpty()) {
                methods.forEach(method -> codes.add(method + "|" + coroutine));
            }
        }
        return codes;
    }

    private static List<String> sequences(int longest) {
        List<String> all = new ArrayList<>(List.of(""));
        int from = 0;
        for (int length = 1; length <= longest; length++) {
            int to = all.size();
            for (String shorter : List.copyOf(all.subList(from, to))) {
                for (char statement : STATEMENTS.toCharArray()) {
                    all.add(shorter + statement);
                }
            }
            from = to;
        }
        return all;
    }

    /** {@return the code with one statement left out, added, replaced or exchanged with the next} */
    static Set<String> changesOf(String code) {
        Set<String> changes = new LinkedHashSet<>();
        for (int i = 0; i <= code.length(); i++) {
            String before = code.substring(0, i);
            String rest = code.substring(i);
            for (char added : "abtev".toCharArray()) {
                changes.add(before + added + rest);
            }
            if (rest.isEmpty() || rest.charAt(0) == '|' || rest.charAt(0) == 'k') {
                continue;
            }
            changes.add(before + rest.substring(1));
            changes.add(before + (rest.charAt(0) == 'a' ? 'b' : 'a') + rest.substring(1));
            if (rest.length() > 1 && rest.charAt(1) != '|' && rest.charAt(1) != 'K') {
                changes.add(before + rest.charAt(1) + rest.charAt(0) + rest.substring(2));
            }
        }
        changes.remove(code);
        return changes;
    }
}
