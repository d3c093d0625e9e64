package io.quarkiverse.activities.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jboss.logging.Logger;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Reads class files, each one once. Not thread-safe. */
public final class ClassFiles {

    private static final Logger LOG = Logger.getLogger(ClassFiles.class);

    private final Function<String, byte[]> bytecode;
    private final Map<String, Optional<ClassNode>> read = new HashMap<>();

    /** @param bytecode returns the bytecode of the class with that internal name, or null if there is none */
    public ClassFiles(Function<String, byte[]> bytecode) {
        this.bytecode = bytecode;
    }

    /** {@return the class files that a class loader finds} */
    public static ClassFiles of(ClassLoader loader) {
        return new ClassFiles(name -> {
            try (InputStream stream = loader.getResourceAsStream(name + ".class")) {
                return stream == null ? null : stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * {@return a class, or null if it is not known or cannot be parsed, such as a class file that is newer than ASM}
     *
     * @param name the internal name, such as {@code java/lang/String}
     */
    public ClassNode read(String name) {
        return read.computeIfAbsent(name, this::parse).orElse(null);
    }

    private Optional<ClassNode> parse(String name) {
        byte[] code = bytecode.apply(name);
        if (code == null) {
            return Optional.empty();
        }
        try {
            ClassNode type = new ClassNode();
            new ClassReader(code).accept(type, ClassReader.SKIP_FRAMES);
            return Optional.of(type);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The class file of %s could not be parsed", name);
            return Optional.empty();
        }
    }
}
