package guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What holds the pages together: every page is in the navigation, every link and image leads somewhere. */
class PagesTest {

    private static final Pattern XREF = Pattern.compile("xref:([\\w-]+\\.adoc)");
    private static final Pattern ATTACHMENT = Pattern.compile("attachment\\$([\\w.-]+)\\[");
    private static final Pattern IMAGE = Pattern.compile("image::([\\w.-]+)\\[");

    @Test
    void everyPageIsInTheNavigation() throws IOException {
        String navigation = Files.readString(Path.of("modules/ROOT/nav.adoc"));
        for (Guide.Page page : Guide.pages()) {
            assertThat(navigation).contains("xref:" + page.name() + "[");
        }
    }

    @Test
    void linksAndImagesAreThere() throws IOException {
        var names = Guide.pages().stream().map(Guide.Page::name).toList();
        for (Guide.Page page : Guide.pages()) {
            Matcher xref = XREF.matcher(page.text());
            while (xref.find()) {
                assertThat(names).as("%s", page).contains(xref.group(1));
            }
            Matcher attachment = ATTACHMENT.matcher(page.text());
            while (attachment.find()) {
                assertThat(Path.of("modules/ROOT/attachments", attachment.group(1))).as("%s", page).isRegularFile();
            }
            Matcher image = IMAGE.matcher(page.text());
            while (image.find()) {
                assertThat(Guide.IMAGES.resolve(image.group(1))).as("%s", page).isRegularFile();
            }
        }
    }
}
