package guide;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages as they are written, and the source blocks in them. */
final class Guide {

    static final Path EXAMPLES = Path.of("modules/ROOT/examples");
    static final Path IMAGES = Path.of("modules/ROOT/images");

    private static final Path PAGES = Path.of("modules/ROOT/pages");
    private static final Pattern BLOCK = Pattern.compile("^\\[source,(\\w+)[^]]*]\\n(?:\\.[^\\n]*\\n)?----\\n(.*?)\\n----$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern INCLUDE = Pattern.compile("^include::\\{examples-dir}([^\\[]+)\\[(?:tag=([\\w-]+))?]$");

    private Guide() {
    }

    /** A page, by the name of its file. */
    record Page(String name, String text) {

        /** {@return the blocks in one language, as they are written on the page} */
        List<Block> blocks(String language) {
            List<Block> blocks = new ArrayList<>();
            Matcher matcher = BLOCK.matcher(text);
            while (matcher.find()) {
                if (matcher.group(1).equals(language)) {
                    blocks.add(new Block(name, matcher.group(2)));
                }
            }
            return blocks;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A source block, as it is written on its page. */
    record Block(String page, String text) {

        /** {@return the file of the examples that each line includes; null for a line that includes none} */
        List<Path> included() {
            return text.lines().map(Guide::includedFile).toList();
        }

        private String resolved() throws IOException {
            StringBuilder resolved = new StringBuilder();
            for (String line : text.lines().toList()) {
                Path file = includedFile(line);
                resolved.append(file == null ? line : Files.readString(file)).append('\n');
            }
            return resolved.toString();
        }

        /** {@return the properties of a block of properties, without profiles} */
        Map<String, String> properties() throws IOException {
            Properties read = new Properties();
            read.load(new StringReader(resolved()));
            Map<String, String> properties = new TreeMap<>();
            read.stringPropertyNames()
                    .forEach(name -> properties.put(name.replaceFirst("^%\\w+\\.", ""), read.getProperty(name)));
            return properties;
        }

        @Override
        public String toString() {
            return page + ": " + text;
        }
    }

    private static Path includedFile(String line) {
        Matcher include = INCLUDE.matcher(line);
        return include.matches() ? EXAMPLES.resolve(include.group(1)) : null;
    }

    static List<Page> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Page> pages = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                pages.add(new Page(file.getFileName().toString(), Files.readString(file)));
            }
            return pages;
        }
    }

    static List<Block> blocks(String language) throws IOException {
        return pages().stream().flatMap(page -> page.blocks(language).stream()).toList();
    }
}
