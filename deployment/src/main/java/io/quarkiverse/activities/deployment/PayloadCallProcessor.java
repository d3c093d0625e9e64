package io.quarkiverse.activities.deployment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import io.quarkiverse.activities.runtime.payload.RegisteredTypes;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;

/**
 * Registers the types of payloads that no activity method declares, such as heartbeat details. In dev and test mode, it also
 * lists what is registered, so that the engine can warn of types that would be missing in a native image.
 */
class PayloadCallProcessor {

    @BuildStep
    void registerPayloads(CombinedIndexBuildItem combined, List<PayloadMethodsBuildItem> others,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies) {
        ClassFiles files = ClassFiles.of(Thread.currentThread().getContextClassLoader());
        new PayloadCallScanner(new PayloadMethods(others), combined.getIndex(), files).scan()
                .forEach((type, where) -> hierarchies.produce(ReflectiveHierarchyBuildItem.builder(type)
                        .source("PayloadCallProcessor > " + where).build()));
    }

    @BuildStep
    void listRegistered(LaunchModeBuildItem mode, List<ReflectiveClassBuildItem> classes,
            BuildProducer<GeneratedResourceBuildItem> resources) {
        if (mode.getLaunchMode().isDevOrTest()) {
            String names = classes.stream().flatMap(item -> item.getClassNames().stream())
                    .filter(name -> !name.startsWith("java.")).sorted().distinct().collect(Collectors.joining("\n"));
            resources.produce(new GeneratedResourceBuildItem(RegisteredTypes.RESOURCE, names.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
