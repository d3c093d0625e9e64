package io.quarkiverse.activities.deployment;

import java.util.List;

import org.jboss.jandex.ClassInfo;

import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationClassPredicateBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.gizmo.ClassOutput;

/** Where to put generated classes. */
public final class ClassOutputs {

    private ClassOutputs() {
    }

    /** {@return the output for a class in the package and in the class loader of another one, which may be package-private} */
    public static ClassOutput nextTo(ClassInfo type, ApplicationArchivesBuildItem archives,
            List<ApplicationClassPredicateBuildItem> applicationClasses, BuildProducer<GeneratedClassBuildItem> classes) {
        boolean application = archives.getRootArchive().getIndex().getClassByName(type.name()) != null
                || applicationClasses.stream().anyMatch(predicate -> predicate.test(type.name().toString()));
        return new GeneratedClassGizmoAdaptor(classes, application);
    }
}
