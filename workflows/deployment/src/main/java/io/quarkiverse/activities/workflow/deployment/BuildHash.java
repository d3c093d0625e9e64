package io.quarkiverse.activities.workflow.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;

/**
 * A hash of the classes of the application, and of the archives that contain its workflows. It tells nodes apart that may
 * replay a run differently. Two builds of the same sources have the same hash.
 */
final class BuildHash {

    private static final int BYTES = 8;

    private BuildHash() {
    }

    static String of(List<WorkflowBuildItem> workflows, ApplicationArchivesBuildItem archives) {
        Set<ApplicationArchive> all = new LinkedHashSet<>(Set.of(archives.getRootArchive()));
        for (WorkflowBuildItem workflow : workflows) {
            ApplicationArchive archive = archives.containingArchive(workflow.type.name());
            if (archive != null) {
                all.add(archive);
            }
        }
        Map<String, byte[]> classes = new TreeMap<>();
        all.forEach(archive -> archive.accept(tree -> tree.walk(visit -> {
            String name = visit.getRelativePath("/");
            if (name.endsWith(".class")) {
                try {
                    classes.put(name, sha256(Files.readAllBytes(visit.getPath())));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        })));
        MessageDigest whole = sha256();
        classes.forEach((name, hash) -> {
            whole.update(name.getBytes(UTF_8));
            whole.update(hash);
        });
        return HexFormat.of().formatHex(whole.digest(), 0, BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }
}
