package io.quarkiverse.activities.runtime.definition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.activities.ActivityOption;
import io.smallrye.common.expression.Expression;
import io.smallrye.config.SmallRyeConfig;

/** Expands property expressions in options of annotations. */
public final class OptionExpressions {

    private final SmallRyeConfig config;

    public OptionExpressions(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    /** {@return the options with expanded values} Reports missing properties to {@code problems}. */
    public Map<ActivityOption, Object> expand(Map<ActivityOption, Object> written, Consumer<String> problems) {
        Map<ActivityOption, Object> options = new EnumMap<>(ActivityOption.class);
        written.forEach((option, value) -> options.put(option, expandAny(value, problems)));
        return options;
    }

    private Object expandAny(Object value, Consumer<String> problems) {
        if (value instanceof String text) {
            return expand(text, problems);
        }
        if (value instanceof List<?> texts) {
            List<Object> expanded = new ArrayList<>();
            for (Object text : texts) {
                expanded.add(expandAny(text, problems));
            }
            return expanded;
        }
        return value;
    }

    /** {@return the expanded value, or an empty string if a property is missing} */
    public String expand(String value, Consumer<String> problems) {
        if (!OptionParser.isExpression(value)) {
            return value;
        }
        try {
            return Expression.compile(value).evaluate((context, target) -> {
                String resolved = config.getConfigValue(context.getKey()).getValue();
                if (resolved != null) {
                    target.append(resolved);
                } else if (context.hasDefault()) {
                    context.expandDefault();
                } else {
                    throw new NoSuchElementException(context.getKey());
                }
            });
        } catch (NoSuchElementException e) {
            problems.accept("'" + value + "' needs the property " + e.getMessage()
                    + ", which is not set; set it or write ${" + e.getMessage() + ":a default}");
            return "";
        }
    }
}
