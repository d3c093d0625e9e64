package io.quarkiverse.activities.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import jakarta.enterprise.invoke.Invoker;
import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jboss.logging.Logger;

import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.runtime.definition.DefinitionData;
import io.quarkiverse.activities.runtime.definition.DefinitionRecorder;
import io.quarkiverse.activities.runtime.definition.StubHandler;
import io.quarkiverse.activities.runtime.payload.FailedExecutionData;
import io.quarkiverse.activities.runtime.worker.attempt.CompletesInTransaction;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AnnotationsTransformerBuildItem;
import io.quarkus.arc.deployment.AutoAddScopeBuildItem;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.AnnotationsTransformer;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/** Finds activities, makes their classes beans, and records the definitions for the run time. */
class DefinitionProcessor {

    private static final Logger LOG = Logger.getLogger(DefinitionProcessor.class);
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");
    private static final List<DotName> RESTRICTIONS = Stream.of("jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.DenyAll", "io.quarkus.security.Authenticated",
            "io.quarkus.security.PermissionsAllowed").map(DotName::createSimple).toList();

    @BuildStep
    AutoAddScopeBuildItem addScope(CombinedIndexBuildItem combined) {
        return AutoAddScopeBuildItem.builder()
                .match((type, annotations, index) -> hasActivity(type, combined.getComputingIndex()))
                .defaultScope(BuiltinScope.SINGLETON).reason("it has activity methods").unremovable().build();
    }

    @BuildStep
    UnremovableBeanBuildItem keep(CombinedIndexBuildItem combined) {
        return new UnremovableBeanBuildItem(bean -> bean.isClassBean()
                && hasActivity(bean.getImplClazz(), combined.getComputingIndex()));
    }

    @BuildStep
    ExecutionModelAnnotationsAllowedBuildItem allowThreading(CombinedIndexBuildItem combined) {
        return new ExecutionModelAnnotationsAllowedBuildItem(
                method -> isActivity(method, combined.getComputingIndex()));
    }

    @BuildStep
    void bindTransactional(CombinedIndexBuildItem combined, BuildProducer<AnnotationsTransformerBuildItem> transformers,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        beans.produce(new AdditionalBeanBuildItem(CompletesInTransaction.class));
        IndexView index = combined.getComputingIndex();
        transformers.produce(new AnnotationsTransformerBuildItem(AnnotationsTransformer
                .appliedToMethod().whenMethod(method -> isActivity(method, index) && isTransactional(method, index))
                .thenTransform(transform -> transform.add(CompletesInTransaction.class))));
    }

    private static boolean isTransactional(MethodInfo method, IndexView index) {
        if (method.declaringClass().isInterface()) {
            return false;
        }
        if (method.hasDeclaredAnnotation(ActivityNames.TRANSACTIONAL)) {
            return true;
        }
        for (ClassInfo type : new Hierarchy(method.declaringClass(), index).classes()) {
            if (!type.isInterface() && type.hasDeclaredAnnotation(ActivityNames.TRANSACTIONAL)) {
                return true;
            }
        }
        // A subclass can make inherited methods transactional
        return index.getAllKnownSubclasses(method.declaringClass().name()).stream()
                .anyMatch(type -> type.hasDeclaredAnnotation(ActivityNames.TRANSACTIONAL));
    }

    private static boolean hasActivity(ClassInfo type, IndexView index) {
        if (type == null || type.isInterface() || type.name().toString().startsWith("java.")) {
            return false;
        }
        for (ClassInfo supertype : new Hierarchy(type, index).classes()) {
            if (supertype.hasAnnotation(ActivityNames.ACTIVITY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isActivity(MethodInfo method, IndexView index) {
        if (!DefinitionFinder.isCandidate(method)) {
            return false;
        }
        Hierarchy hierarchy = new Hierarchy(method.declaringClass(), index);
        String signature = hierarchy.signature(method);
        for (ClassInfo type : hierarchy.classes()) {
            for (AnnotationInstance activity : type.annotationsMap().getOrDefault(ActivityNames.ACTIVITY, List.of())) {
                if (activity.target().kind() == AnnotationTarget.Kind.METHOD
                        && hierarchy.signature(activity.target().asMethod()).equals(signature)) {
                    return true;
                }
            }
        }
        return false;
    }

    @BuildStep
    void find(BeanDiscoveryFinishedBuildItem beans, BeanArchiveIndexBuildItem beanArchive, CombinedIndexBuildItem combined,
            InvokerFactoryBuildItem invokers, BuildProducer<ActivityMethodBuildItem> methods,
            BuildProducer<ValidationErrorBuildItem> errors) {
        DefinitionFinder finder = new DefinitionFinder(beanArchive.getIndex());
        DefinitionValidator validator = new DefinitionValidator(beanArchive.getIndex());
        List<ActivityMethodBuildItem> found = new ArrayList<>();
        List<BeanInfo> classBeans = beans.beanStream().classBeans()
                .filter(bean -> hasActivity(bean.getImplClazz(), beanArchive.getIndex())).stream()
                .sorted(Comparator.comparing(bean -> bean.getBeanClass().toString())).toList();
        classBeans.forEach(bean -> found.addAll(finder.find(bean.getImplClazz(), bean)));
        List<AnnotationInstance> annotations = new ArrayList<>(
                combined.getIndex().getAnnotations(ActivityNames.ACTIVITY));
        validator.checkAnnotated(annotations);
        found.addAll(clientOnly(annotations, found, finder));
        warnOfUnused(annotations, found);
        warnOfRestricted(found);
        validator.check(found);
        if (!validator.problems().isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(
                    validator.problems().stream().map(IllegalStateException::new).toArray(Throwable[]::new)));
            return;
        }
        for (ActivityMethodBuildItem item : found) {
            methods.produce(item.bean == null ? item
                    : item.withInvoker(invokers.createInvoker(item.bean, item.method).withInstanceLookup().build()
                            .getClassDesc().descriptorString()));
        }
    }

    private static void warnOfUnused(List<AnnotationInstance> annotations, List<ActivityMethodBuildItem> found) {
        annotations.stream().filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD)
                .map(annotation -> annotation.target().asMethod())
                .filter(method -> !method.isSynthetic()
                        && found.stream().noneMatch(item -> item.hierarchy.contains(method.declaringClass().name())))
                .map(method -> method.declaringClass().name() + "#" + method.name()).sorted().distinct()
                .forEach(method -> LOG.warnf("@Activity on %s has no effect, because its class is not a bean and no bean"
                        + " extends it. Make it a bean, or remove the annotation", method));
    }

    /** Activities run without an identity, so a security check refuses each attempt. */
    private static void warnOfRestricted(List<ActivityMethodBuildItem> found) {
        for (ActivityMethodBuildItem item : found) {
            if (item.bean == null || item.method.hasDeclaredAnnotation(PERMIT_ALL)) {
                continue;
            }
            RESTRICTIONS.stream().filter(annotation -> item.method.hasDeclaredAnnotation(annotation)
                    || item.method.declaringClass().hasDeclaredAnnotation(annotation)).findFirst()
                    .ifPresent(annotation -> LOG.warnf("@%s on %s#%s refuses every attempt, because activities run without an"
                            + " identity. Check the caller before the start instead, or restore the identity with a"
                            + " ContextPropagator", annotation.withoutPackagePrefix(), item.method.declaringClass().name(),
                            item.method.name()));
        }
    }

    /** {@return the activities of interfaces that no bean of this application implements; other applications run them} */
    private static List<ActivityMethodBuildItem> clientOnly(List<AnnotationInstance> annotations,
            List<ActivityMethodBuildItem> served, DefinitionFinder finder) {
        Map<DotName, ClassInfo> interfaces = new TreeMap<>();
        for (AnnotationInstance annotation : annotations) {
            ClassInfo type = annotation.target().kind() == AnnotationTarget.Kind.METHOD
                    ? annotation.target().asMethod().declaringClass()
                    : null;
            if (type != null && type.isInterface()
                    && served.stream().noneMatch(item -> item.hierarchy.contains(type.name()))) {
                interfaces.put(type.name(), type);
            }
        }
        List<ActivityMethodBuildItem> found = new ArrayList<>();
        for (ClassInfo type : interfaces.values()) {
            for (ActivityMethodBuildItem item : finder.find(type, null)) {
                // Inherited methods belong to the interface that declares them
                if (item.method.declaringClass().name().equals(type.name())) {
                    found.add(item);
                }
            }
        }
        return found;
    }

    @BuildStep
    void registerPayloads(List<ActivityMethodBuildItem> methods, BeanArchiveIndexBuildItem beanArchive,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies,
            BuildProducer<ReflectiveClassBuildItem> classes) {
        classes.produce(ReflectiveClassBuildItem.builder(FailedExecutionData.class).methods().fields()
                .reason("the payload of a FailedExecution").build());
        for (ActivityMethodBuildItem item : methods) {
            List<Type> types = new ArrayList<>(item.parameters);
            if (item.result != null) {
                types.add(item.result);
            }
            for (Type type : types) {
                hierarchies.produce(ReflectiveHierarchyBuildItem.builder(type).index(beanArchive.getIndex())
                        .source("DefinitionProcessor > " + item.where()).build());
            }
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem register(List<ActivityMethodBuildItem> methods, StubsBuildItem stubs, DefinitionRecorder recorder,
            RecorderContext context) {
        List<DefinitionData> data = methods.stream()
                .sorted(Comparator.comparing((ActivityMethodBuildItem item) -> item.key()).thenComparing(item -> item.type))
                .map(item -> data(item, stubs, context)).toList();
        RuntimeValue<BiFunction<String, StubHandler, Object>> factory = context.newInstance(StubProcessor.FACTORY);
        return SyntheticBeanBuildItem.configure(ActivityDefinitions.class).scope(Singleton.class).unremovable()
                .setRuntimeInit()
                .createWith(recorder.definitions(new ArrayList<>(data), factory, new TreeMap<>(stubs.stubless))).done();
    }

    private static DefinitionData data(ActivityMethodBuildItem item, StubsBuildItem stubs, RecorderContext context) {
        DefinitionData data = new DefinitionData();
        data.setType(item.type);
        data.setTaskQueue(item.taskQueue);
        data.setDeclaringClass(item.owner.name().toString());
        data.setMethodName(item.method.name());
        data.setMethodKey(item.key());
        data.setMethodKeys(new ArrayList<>(stubs.keys.get(item.key())));
        data.setParameters(PayloadTypes.record(item.parameters, context));
        data.setResult(item.result == null ? null : PayloadTypes.record(item.result, context));
        data.setReturnKind(item.returnKind);
        data.setContextParameter(item.contextParameter);
        data.setOnFailure(item.onFailure);
        data.setTransactional(item.transactional);
        data.setThreading(item.threading);
        data.setOptions(new TreeMap<>(item.options));
        if (item.invoker != null) {
            String name = item.invoker.substring(1, item.invoker.length() - 1).replace('/', '.');
            RuntimeValue<Invoker<Object, Object>> invoker = context.newInstance(name);
            data.setInvoker(invoker);
        }
        return data;
    }
}
