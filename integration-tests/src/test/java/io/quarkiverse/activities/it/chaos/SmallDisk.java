package io.quarkiverse.activities.it.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory that can be filled to its last byte. Only an administrator can mount it. */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "256m";
    private static final byte[] ZEROES = new byte[65_536];

    private final Path place;

    private SmallDisk(Path place) {
        this.place = place;
    }

    /** {@return the disk, or null if it cannot be mounted here} */
    static SmallDisk mount(Path place) throws IOException, InterruptedException {
        Files.createDirectories(place);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "chaos", place.toString());
        return mounted ? new SmallDisk(place) : null;
    }

    /** {@return a new directory on this disk} */
    Path directory() throws IOException {
        return Files.createDirectory(place.resolve("tablespace"));
    }

    void fill() throws IOException {
        // Unbuffered, and in ever smaller pieces, so that nothing is left
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (int size = ZEROES.length; size > 0;) {
                try {
                    out.write(ZEROES, 0, size);
                } catch (IOException full) {
                    size /= 2;
                }
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "--lazy", place.toString());
    }

    private Path filler() {
        return place.resolve("filler");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
