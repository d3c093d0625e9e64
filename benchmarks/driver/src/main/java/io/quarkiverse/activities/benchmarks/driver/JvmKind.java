package io.quarkiverse.activities.benchmarks.driver;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The JVMs that are compared when an application starts: the usual one, and those with an archive of classes. */
enum JvmKind {

    USUAL(""),
    APP_CDS(".appcds", "-XX:ArchiveClassesAtExit=%s", "-XX:SharedArchiveFile=%s", "-Xshare:on"),
    JDK25(".jdk25"),
    AOT_CACHE(".aot", "-XX:AOTCacheOutput=%s", "-XX:AOTCache=%s", "-XX:AOTMode=on");

    private final String suffix;
    private final String write;
    private final List<String> read;

    /**
     * @param write the option that writes an archive to a file, {@code null} for a JVM without one
     * @param read the options that use it, and end the process if that is not possible
     */
    JvmKind(String suffix, String write, String... read) {
        this.suffix = suffix;
        this.write = write;
        this.read = List.of(read);
    }

    JvmKind(String suffix) {
        this(suffix, null);
    }

    /** {@return the kinds that this machine has} */
    static List<JvmKind> available(Settings settings) {
        return Arrays.stream(values()).filter(kind -> !kind.needsJdk25() || settings.jdk25.isPresent()).toList();
    }

    private boolean needsJdk25() {
        return this == JDK25 || this == AOT_CACHE;
    }

    /** {@return the name of a figure with this kind of JVM} */
    String figure(String usual) {
        return usual + suffix;
    }

    boolean hasArchive() {
        return write != null;
    }

    Program program(String module) {
        return hasArchive() ? Program.archivable(module) : Program.application(module);
    }

    private Jvm jvm(Settings settings) {
        return needsJdk25() ? Jvm.of(settings.jdk25.orElseThrow()) : Jvm.standard();
    }

    /** {@return the JVM; with the archive, if it uses one} */
    Jvm reading(Settings settings, Path archive) {
        return jvm(settings).with(read.stream().map(option -> option.formatted(archive)).toArray(String[]::new));
    }

    /** {@return a JVM that writes the archive when it exits} */
    Jvm writing(Settings settings, Path archive) {
        return jvm(settings).with(write.formatted(archive));
    }
}
