package io.quarkiverse.activities.deployment;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationClassPredicateBuildItem;
import io.quarkus.deployment.builditem.BytecodeTransformerBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;

/** Generates a recording stub for each class with activity methods, and adds the constructors that the stubs call. */
class StubProcessor {

    static final String FACTORY = "io.quarkiverse.activities.generated.ActivityStubs";

    @BuildStep
    StubsBuildItem generateStubs(List<ActivityMethodBuildItem> methods, List<RecordingStubBuildItem> others,
            BeanArchiveIndexBuildItem beanArchive,
            ApplicationArchivesBuildItem archives, List<ApplicationClassPredicateBuildItem> applicationClasses,
            BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<BytecodeTransformerBuildItem> transformers) {
        Map<String, ClassInfo> types = new TreeMap<>();
        Map<String, Set<String>> keys = new TreeMap<>();
        for (ActivityMethodBuildItem item : methods) {
            keys.computeIfAbsent(item.key(), key -> new TreeSet<>()).add(item.key());
            types.put(item.owner.name().toString(), item.owner);
            for (ClassInfo type : item.hierarchy.classes()) {
                if (type.hasAnnotation(ActivityNames.ACTIVITY)) {
                    types.put(type.name().toString(), type);
                }
            }
        }
        Map<String, RecordingStubBuildItem> requested = new TreeMap<>();
        for (RecordingStubBuildItem other : others) {
            types.put(other.type.name().toString(), other.type);
            requested.put(other.type.name().toString(), other);
        }
        Map<String, String> stubless = new TreeMap<>();
        Set<String> stubs = new TreeSet<>();
        Set<DotName> transformed = new TreeSet<>();
        for (ClassInfo type : types.values()) {
            String why = type.isFinal() ? "is final" : null;
            Hierarchy hierarchy = new Hierarchy(type, beanArchive.getIndex());
            if (why == null && !type.isInterface() && archives.containingArchive(type.name()) == null) {
                why = "is not in an indexed archive";
            }
            for (ClassInfo level : hierarchy.classes()) {
                if (why == null && !type.isInterface() && archives.containingArchive(level.name()) != null
                        && !canConstructParent(level, beanArchive.getIndex(), archives)) {
                    why = "has the superclass " + level.superName()
                            + " without a public or protected no-args constructor";
                }
            }
            if (why != null) {
                stubless.put(type.name().toString(), why);
                continue;
            }
            stubs.add(type.name().toString());
            StubGenerator.generate(type, hierarchy, methods, keys,
                    requested.get(type.name().toString()),
                    ClassOutputs.nextTo(type, archives, applicationClasses, classes));
            for (ClassInfo level : hierarchy.classes()) {
                if (!level.isInterface() && archives.containingArchive(level.name()) != null
                        && transformed.add(level.name())) {
                    transformers.produce(transformer(level, archives));
                }
            }
        }
        StubGenerator.generateFactory(FACTORY, stubs, new GeneratedClassGizmoAdaptor(classes, true));
        return new StubsBuildItem(keys, stubless);
    }

    private static boolean canConstructParent(ClassInfo type, IndexView index, ApplicationArchivesBuildItem archives) {
        if (type.isInterface() || type.superName().equals(DotName.OBJECT_NAME)
                || archives.containingArchive(type.superName()) != null) {
            return true;
        }
        ClassInfo parent = index.getClassByName(type.superName());
        MethodInfo constructor = parent == null ? null : parent.method("<init>");
        return constructor != null && (constructor.flags() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static BytecodeTransformerBuildItem transformer(ClassInfo type, ApplicationArchivesBuildItem archives) {
        Set<String> methodsToOpen = type.methods().stream().filter(m -> m.hasDeclaredAnnotation(ActivityNames.ACTIVITY))
                .map(m -> m.name() + m.descriptor()).collect(Collectors.toSet());
        return new BytecodeTransformerBuildItem.Builder().setClassToTransform(type.name().toString()).setCacheable(true)
                .setVisitorFunction(new StubConstructor(type.superName().toString(),
                        archives.containingArchive(type.superName()) != null, methodsToOpen))
                .build();
    }
}
