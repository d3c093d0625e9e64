package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityContext;

@ApplicationScoped
public class Importer {

    // tag::heartbeat[]
    @Activity(startToCloseTimeout = "1h", heartbeatTimeout = "10s")
    public int importFile(String file, ActivityContext context) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(file));
        int imported = context.heartbeatDetails(Integer.class).orElse(0); // <1>
        while (imported < lines.size()) {
            importLine(lines.get(imported));
            context.heartbeat(++imported); // <2>
        }
        return imported;
    }
    // end::heartbeat[]

    private void importLine(String line) {
    }
}
