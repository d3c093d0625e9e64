package io.quarkiverse.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

import io.quarkiverse.activities.ActivityClient;

/** Tests which types the build finds in the calls of {@link PayloadCalls}, and that it knows all methods of the API. */
@Tag("quick")
class PayloadCallScannerTest {

    private static final PayloadMethods METHODS = new PayloadMethods(List.of());

    @Test
    void typesAreFoundWhereTheCallShowsThem() throws Exception {
        Map<String, String> found = new PayloadCallScanner(METHODS, index(), ClassFiles.of(PayloadCalls.class.getClassLoader()))
                .scan();

        Map<String, String> expected = new TreeMap<>(Map.of("Created", "created", "OfField", "field", "OfParameter",
                "parameter", "OfMethod", "returned", "Inherited", "returnedByAnInheritedMethod", "Element", "array", "OfList",
                "list", "OfMap", "elementOfAMap", "OfOptional", "optional"));
        expected.putAll(Map.of("Either", "either", "Other", "either", "Captured", "lambda$captured$0", "Referenced",
                "referenced", "Read", "read", "ReadAsField", "readAsField", "ReadAsType", "readAsType", "ReadAsLiteral",
                "readAsLiteral"));
        expected.putAll(Map.of("Added", "added", "Detail", "details", "Argument", "byTypeName", "Result", "byTypeName",
                "Completed", "completed",
                "Canceled", "canceled"));
        Map<String, String> simple = new TreeMap<>();
        found.forEach((type, where) -> simple.put(type.replace(PayloadCalls.class.getName() + "$", ""),
                where.replace(PayloadCalls.Calls.class.getName() + "#", "")));
        assertThat(simple).isEqualTo(expected);
    }

    private static Index index() throws Exception {
        Indexer indexer = new Indexer();
        index(indexer, Path.of(PayloadCalls.class.getResource("PayloadCalls.class").toURI()).getParent(), "PayloadCalls");
        return indexer.complete();
    }

    private static void index(Indexer indexer, Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(prefix)
                    && path.toString().endsWith(".class")).toList()) {
                try (InputStream stream = Files.newInputStream(file)) {
                    indexer.index(stream);
                }
            }
        }
    }

    /** Methods that take a value or a class, which does not become a payload, or whose type an activity method declares. */
    private static final Set<String> OTHERS = Set.of("ActivityClient.call", "ActivityClient.callUni",
            "ActivityClient.callVoid", "ActivityClient.callStage", "ActivityCall.onFailure", "ActivityFunction.apply",
            "ActivityProcedure.apply");

    @Test
    void everyMethodOfTheApiThatTakesAPayloadIsKnown() throws Exception {
        Set<String> unknown = new TreeSet<>();
        for (String name : publicApi()) {
            Class<?> type = Class.forName(name);
            Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
                            && !method.getName().equals("equals"))
                    .filter(method -> Arrays.stream(method.getParameterTypes()).map(Type::getType)
                            .anyMatch(PayloadMethods::isPayload))
                    .filter(method -> !METHODS.contains(Type.getInternalName(type), bytecodeName(method),
                            descriptor(method)))
                    .map(method -> type.getSimpleName() + "." + bytecodeName(method)).forEach(unknown::add);
        }
        assertThat(unknown).isEqualTo(new TreeSet<>(OTHERS));
    }

    private static String bytecodeName(Executable method) {
        return method instanceof java.lang.reflect.Method ? method.getName() : "<init>";
    }

    private static String descriptor(Executable method) {
        return method instanceof java.lang.reflect.Method real ? Type.getMethodDescriptor(real)
                : Type.getConstructorDescriptor((java.lang.reflect.Constructor<?>) method);
    }

    /** {@return the names of the public types in the packages for applications} */
    private static List<String> publicApi() throws Exception {
        Indexer indexer = new Indexer();
        Path location = Path.of(ActivityClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (FileSystem jar = Files.isDirectory(location) ? null : FileSystems.newFileSystem(location)) {
            Path root = (jar == null ? location : jar.getPath("/"))
                    .resolve(ActivityClient.class.getPackageName().replace('.', '/'));
            for (String part : List.of("", "failure", "spi")) {
                index(indexer, root.resolve(part), "");
            }
        }
        return indexer.complete().getKnownClasses().stream().filter(type -> Modifier.isPublic(type.flags()))
                .map(type -> type.name().toString()).sorted().collect(Collectors.toList());
    }
}
