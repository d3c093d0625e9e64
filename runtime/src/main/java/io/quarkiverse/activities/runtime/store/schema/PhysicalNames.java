package io.quarkiverse.activities.runtime.store.schema;

import java.util.HashMap;
import java.util.Map;

/**
 * The physical names of our tables and columns. The engine's SQL and the schema files use the default names;
 * {@link #apply(String)} replaces them once.
 */
public final class PhysicalNames {

    private final Map<String, String> changed;
    private final Map<String, String> all;

    PhysicalNames(Map<String, String> names) {
        all = Map.copyOf(names);
        changed = new HashMap<>();
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (!name.getKey().equals(name.getValue())) {
                changed.put(name.getKey(), name.getValue());
            }
        }
    }

    /**
     * {@return the physical name of a table, qualified with its schema, or of a column}
     *
     * @throws IllegalArgumentException if no table or column has this default name
     */
    public String of(String defaultName) {
        String name = all.get(defaultName);
        if (name == null) {
            throw new IllegalArgumentException("The activities engine has no table or column named " + defaultName);
        }
        return name;
    }

    /**
     * {@return the statement with the default names of tables and columns replaced by their physical names} Replaces whole
     * words only. Literals, quoted identifiers and comments stay as they are.
     */
    public String apply(String sql) {
        if (changed.isEmpty()) {
            return sql;
        }
        StringBuilder result = new StringBuilder(sql.length() + 64);
        int i = 0;
        while (i < sql.length()) {
            int end = tokenEnd(sql, i);
            String token = sql.substring(i, end);
            result.append(changed.getOrDefault(token, token));
            i = end;
        }
        return result.toString();
    }

    private static int tokenEnd(String sql, int start) {
        char c = sql.charAt(start);
        if (c == '\'' || c == '"') {
            int end = sql.indexOf(c, start + 1);
            return end < 0 ? sql.length() : end + 1;
        }
        if (c == '-' && sql.startsWith("--", start)) {
            int end = sql.indexOf('\n', start);
            return end < 0 ? sql.length() : end;
        }
        int end = start + 1;
        if (isWord(c)) {
            while (end < sql.length() && isWord(sql.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isWord(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
