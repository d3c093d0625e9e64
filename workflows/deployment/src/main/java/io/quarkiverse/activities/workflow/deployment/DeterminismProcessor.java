package io.quarkiverse.activities.workflow.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.activities.deployment.ClassFiles;
import io.quarkiverse.activities.workflow.Deterministic;
import io.quarkiverse.activities.workflow.deployment.WorkflowsBuildTimeConfig.Determinism;
import io.quarkiverse.activities.workflow.deployment.determinism.DeterminismCheck;
import io.quarkiverse.activities.workflow.deployment.determinism.Finding;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Checks that the code of workflows is deterministic. */
class DeterminismProcessor {

    private static final Logger LOG = Logger.getLogger(DeterminismProcessor.class);

    @BuildStep
    void check(WorkflowsBuildTimeConfig config, List<WorkflowBuildItem> workflows, CombinedIndexBuildItem combined,
            ApplicationArchivesBuildItem archives, BeanDiscoveryFinishedBuildItem beans,
            BuildProducer<ValidationErrorBuildItem> errors) {
        if (config.determinism() == Determinism.OFF || workflows.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        IndexView index = combined.getIndex();
        WorkflowFinder finder = new WorkflowFinder(index);
        Set<String> beanClasses = beans.beanStream().classBeans().stream().map(bean -> bean.getBeanClass().toString())
                .collect(Collectors.toSet());
        List<String> vouched = config.deterministicPackages().orElse(List.of());
        DeterminismCheck check = new DeterminismCheck(ClassFiles.of(Thread.currentThread().getContextClassLoader()), index,
                remembering(name -> isApplication(name, archives)),
                remembering(name -> finder.isActivity(ClassType.create(DotName.createSimple(name)))), beanClasses::contains,
                remembering(name -> vouched.stream().anyMatch(part -> isPart(name, part))));
        workflows.stream().filter(workflow -> workflow.constructor != null)
                .sorted((a, b) -> a.type.name().compareTo(b.type.name())).forEach(workflow -> check(workflow, check));
        LOG.debugf("Read %d methods of %d workflows in %d ms", check.methods(), workflows.size(),
                (System.nanoTime() - start) / 1_000_000);
        report(check.findings(), config.determinism(), reasons(index), errors);
    }

    private static void check(WorkflowBuildItem workflow, DeterminismCheck check) {
        List<MethodInfo> replayed = new ArrayList<>();
        List<MethodInfo> queries = new ArrayList<>();
        // First, so that the chain of calls is one from the workflow method if there is one
        for (MethodKind kind : MethodKind.values()) {
            workflow.members.stream().filter(member -> member.kind() == kind)
                    .forEach(member -> (kind == MethodKind.QUERY ? queries : replayed).add(member.method()));
        }
        replayed.add(workflow.constructor);
        check.check(workflow.type.name().toString(), replayed, queries);
    }

    private static void report(List<Finding> findings, Determinism determinism, List<String> problems,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<String> failing = new ArrayList<>(problems);
        for (Finding finding : findings) {
            if (finding.warning() || determinism == Determinism.WARN) {
                LOG.warn(finding);
            } else {
                failing.add(finding.toString());
            }
        }
        if (!failing.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(new IllegalStateException("Workflow code is replayed, so it must be"
                    + " deterministic. If you know that code always gives the same result, put @Deterministic(\"why\") on its"
                    + " method or class, or list the package of the library in"
                    + " quarkus.activities.workflows.deterministic-packages. To see warnings only, set"
                    + " quarkus.activities.workflows.determinism=warn.\n\n" + String.join("\n\n", failing) + "\n")));
        }
    }

    private static List<String> reasons(IndexView index) {
        return index.getAnnotations(Deterministic.class).stream().filter(annotation -> annotation.value().asString().isBlank())
                .map(AnnotationInstance::target).map(target -> target + ": @Deterministic has no reason; say why").sorted()
                .toList();
    }

    /** {@return whether a class belongs to the application or to a library with an index, other than those of Quarkus} */
    private static boolean isApplication(String name, ApplicationArchivesBuildItem archives) {
        DotName type = DotName.createSimple(name);
        return archives.getRootArchive().getIndex().getClassByName(type) != null
                || !DeterminismCheck.isPlatform(name) && archives.containingArchive(type) != null;
    }

    private static boolean isPart(String name, String part) {
        return name.startsWith(part)
                && (name.length() == part.length() || name.charAt(part.length()) == '.' || name.charAt(part.length()) == '$');
    }

    private static Predicate<String> remembering(Predicate<String> predicate) {
        Map<String, Boolean> known = new HashMap<>();
        return name -> known.computeIfAbsent(name, predicate::test);
    }
}
