package files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Stands for the client of a store of files that every machine can reach. */
@ApplicationScoped
public class RemoteStorage {

    private final Map<String, String> files = new ConcurrentHashMap<>();

    public void put(String name, String content) {
        files.put(name, content);
    }

    public String get(String name) {
        return files.get(name);
    }

    void download(String name, Path to) throws IOException {
        Files.writeString(to, files.get(name));
    }

    void upload(Path from, String name) throws IOException {
        files.put(name, Files.readString(from));
    }
}
