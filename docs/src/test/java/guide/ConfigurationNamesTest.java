package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Whatever the guide sets of Quarkus is a property that some extension has. An application alone does not tell: below a named
 * part, such as {@code quarkus.datasource}, a property that nobody knows draws no warning.
 */
class ConfigurationNamesTest {

    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern KEY = Pattern.compile("\"[^\"]+\"");

    @Test
    void everyNameIsKnown() throws IOException {
        List<Pattern> known = known();
        Set<String> unknown = new TreeSet<>();
        for (Guide.Block block : Guide.blocks("properties")) {
            for (String name : block.properties().keySet()) {
                if (name.startsWith("quarkus.") && !isKnown(name, known)) {
                    unknown.add(block.page() + ": " + name);
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void aMistakeIsNoticed() throws IOException {
        List<Pattern> known = known();
        assertThat(isKnown("quarkus.datasource.jdbc.url", known)).isTrue();
        assertThat(isKnown("quarkus.datasource.\"books\".jdbc.url", known)).isTrue();
        assertThat(isKnown("quarkus.datasource.books.jdbc.url", known)).isTrue();
        assertThat(isKnown("quarkus.datasource.jdbc.urll", known)).isFalse();
        assertThat(isKnown("quarkus.activities.workers.\"mail\".slots", known)).isTrue();
        assertThat(isKnown("quarkus.activities.workers.\"mail\".slot", known)).isFalse();
    }

    private static boolean isKnown(String name, List<Pattern> known) {
        return known.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** {@return what the extensions on the class path describe} */
    private static List<Pattern> known() throws IOException {
        List<Pattern> known = new ArrayList<>();
        for (URL model : Collections.list(Thread.currentThread().getContextClassLoader().getResources(MODEL))) {
            for (JsonNode property : new ObjectMapper().readTree(model).findValues("property")) {
                known.add(pattern(property.asText()));
            }
        }
        return known;
    }

    /** {@return what names match: any in place of each key of a map} */
    private static Pattern pattern(String property) {
        StringBuilder pattern = new StringBuilder();
        Matcher key = KEY.matcher(property);
        int end = 0;
        while (key.find()) {
            pattern.append(Pattern.quote(property.substring(end, key.start()))).append("(\"[^\"]+\"|[^.\"]+)");
            end = key.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(property.substring(end))).toString());
    }
}
