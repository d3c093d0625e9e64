package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Whatever Java the guide shows is compiled: it comes from the examples. */
class JavaBlocksTest {

    private static final Path README = Path.of("../README.md");
    private static final Pattern MARKDOWN_JAVA = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void javaOnThePagesIsIncludedFromTheExamples() throws IOException {
        List<Guide.Block> blocks = Guide.blocks("java");
        assertThat(blocks).hasSizeGreaterThan(20);
        for (Guide.Block block : blocks) {
            assertThat(block.included()).as("%s", block).doesNotContainNull().allMatch(Files::isRegularFile);
        }
    }

    @Test
    void javaInTheReadmeIsInTheExamples() throws IOException {
        Matcher blocks = MARKDOWN_JAVA.matcher(Files.readString(README));
        assertThat(blocks.find()).isTrue();
        List<String> examples = examples();
        do {
            String shown = stripped(blocks.group(1));
            assertThat(examples).as("An example with%n%s", shown).anyMatch(example -> example.contains(shown));
        } while (blocks.find());
    }

    @Test
    void examplesOfEveryPackageAreShown() throws IOException {
        List<Path> shown = Guide.blocks("java").stream().flatMap(block -> block.included().stream())
                .filter(Objects::nonNull).toList();
        assertThat(shown.stream().map(Path::getParent).distinct()).containsAll(packagesOfExamples());
    }

    private static List<Path> packagesOfExamples() throws IOException {
        try (Stream<Path> files = javaFiles()) {
            return files.map(Path::getParent).distinct().toList();
        }
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = javaFiles()) {
            return files.map(JavaBlocksTest::read).map(JavaBlocksTest::stripped).toList();
        }
    }

    private static Stream<Path> javaFiles() throws IOException {
        return Files.walk(Guide.EXAMPLES).filter(file -> file.toString().endsWith(".java"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Indentation, empty lines and tags do not matter. */
    private static String stripped(String source) {
        return String.join("\n", source.lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("// tag::") && !line.startsWith("// end::")).toList());
    }
}
