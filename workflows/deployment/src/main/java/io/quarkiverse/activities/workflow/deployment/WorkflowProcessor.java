package io.quarkiverse.activities.workflow.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.deployment.ClassOutputs;
import io.quarkiverse.activities.deployment.PayloadMethodsBuildItem;
import io.quarkiverse.activities.deployment.PayloadTypes;
import io.quarkiverse.activities.deployment.RecordingStubBuildItem;
import io.quarkiverse.activities.deployment.StubsBuildItem;
import io.quarkiverse.activities.runtime.config.ActivitiesBuildTimeConfig;
import io.quarkiverse.activities.runtime.definition.ActivityDefinitions;
import io.quarkiverse.activities.workflow.entity.WorkflowExecution;
import io.quarkiverse.activities.workflow.entity.WorkflowExecutionClosed;
import io.quarkiverse.activities.workflow.entity.WorkflowRow;
import io.quarkiverse.activities.workflow.runtime.client.DatabaseWorkflowClient;
import io.quarkiverse.activities.workflow.runtime.definition.MethodData;
import io.quarkiverse.activities.workflow.runtime.definition.ParameterData;
import io.quarkiverse.activities.workflow.runtime.definition.RecordedStubs;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowData;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowDefinitions;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowRecorder;
import io.quarkiverse.activities.workflow.runtime.runner.WorkflowRunner;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.AutoInjectAnnotationBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.ApplicationClassPredicateBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.hibernate.orm.deployment.spi.AdditionalJpaModelBuildItem;

/** Finds workflows, generates the code that creates and calls them, and records the definitions for the run time. */
class WorkflowProcessor {

    private static final String NOT_A_MESSAGE = "is neither a workflow method nor a handler of messages. Annotate it, or call"
            + " a method that is";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem("activities-workflows");
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(DatabaseWorkflowClient.class, WorkflowRunner.class).build();
    }

    @BuildStep
    void addEntities(ActivitiesBuildTimeConfig config, BuildProducer<AdditionalJpaModelBuildItem> model) {
        for (Class<?> type : List.of(WorkflowRow.class, WorkflowExecution.class, WorkflowExecutionClosed.class)) {
            model.produce(new AdditionalJpaModelBuildItem(type.getName(), Set.of(config.persistenceUnit())));
        }
    }

    @BuildStep
    void find(CombinedIndexBuildItem combined, BeanDiscoveryFinishedBuildItem beans,
            List<AutoInjectAnnotationBuildItem> autoInjected, BuildProducer<WorkflowBuildItem> workflows,
            BuildProducer<ValidationErrorBuildItem> errors) {
        WorkflowFinder finder = new WorkflowFinder(combined.getComputingIndex());
        List<WorkflowBuildItem> found = finder.find(combined.getIndex().getAnnotations(WorkflowNames.WORKFLOW));
        Set<DotName> injecting = autoInjected.stream().flatMap(item -> item.getAnnotationNames().stream())
                .collect(Collectors.toCollection(HashSet::new));
        Set<DotName> beanClasses = beans.beanStream().classBeans().stream().map(bean -> bean.getBeanClass())
                .collect(Collectors.toSet());
        WorkflowValidator validator = new WorkflowValidator(combined.getComputingIndex(), finder, injecting, beanClasses);
        validator.checkAnnotated(WorkflowFinder.annotatedMethods(combined.getIndex()), found);
        found.forEach(validator::check);
        validator.checkDuplicates(found);
        if (validator.problems().isEmpty()) {
            found.forEach(workflows::produce);
        } else {
            errors.produce(new ValidationErrorBuildItem(
                    validator.problems().stream().map(IllegalStateException::new).toArray(Throwable[]::new)));
        }
    }

    @BuildStep
    void requestStubs(List<WorkflowBuildItem> workflows, BuildProducer<RecordingStubBuildItem> stubs) {
        Map<String, ClassInfo> types = new TreeMap<>();
        Map<String, Set<String>> signatures = new TreeMap<>();
        for (WorkflowBuildItem workflow : workflows) {
            for (ClassInfo type : WorkflowFinder.stubbed(workflow.type, workflow.hierarchy)) {
                types.put(type.name().toString(), type);
                Set<String> reported = signatures.computeIfAbsent(type.name().toString(), name -> new TreeSet<>());
                workflow.members.forEach(member -> reported.add(member.signature()));
            }
        }
        types.forEach((name, type) -> stubs.produce(new RecordingStubBuildItem(type, signatures.get(name), NOT_A_MESSAGE)));
    }

    @BuildStep
    void checkStubs(List<WorkflowBuildItem> workflows, StubsBuildItem stubs, BuildProducer<ValidationErrorBuildItem> errors) {
        for (WorkflowBuildItem workflow : workflows) {
            for (WorkflowParameter parameter : workflow.parameters) {
                String why = stubs.stubless.get(parameter.type().name().toString());
                if (why != null) {
                    errors.produce(new ValidationErrorBuildItem(new IllegalStateException("Workflow " + workflow.type.name()
                            + ": the constructor takes " + parameter.type().name() + ", which cannot have a stub because it "
                            + why + "; call its activities by type name, with activity(String, …)")));
                }
            }
        }
    }

    @BuildStep
    void generateInvokers(List<WorkflowBuildItem> workflows, ApplicationArchivesBuildItem archives,
            List<ApplicationClassPredicateBuildItem> applicationClasses, BuildProducer<GeneratedClassBuildItem> classes) {
        for (WorkflowBuildItem workflow : workflows) {
            if (workflow.constructor != null) {
                InvokerGenerator.generate(workflow,
                        ClassOutputs.nextTo(workflow.type, archives, applicationClasses, classes));
            }
        }
    }

    @BuildStep
    void registerPayloads(List<WorkflowBuildItem> workflows, CombinedIndexBuildItem combined,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies) {
        for (WorkflowBuildItem workflow : workflows) {
            for (WorkflowMember member : workflow.members) {
                List<Type> types = new ArrayList<>(member.parameters());
                if (member.result() != null) {
                    types.add(member.result());
                }
                types.forEach(type -> hierarchies.produce(ReflectiveHierarchyBuildItem.builder(type)
                        .index(combined.getComputingIndex()).source("WorkflowProcessor > " + workflow.where(member)).build()));
            }
        }
    }

    @BuildStep
    void scanForPayloads(BuildProducer<PayloadMethodsBuildItem> methods) {
        WorkflowPayloads.METHODS.forEach((owner, names) -> methods.produce(new PayloadMethodsBuildItem(owner, names)));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void register(List<WorkflowBuildItem> workflows, ApplicationArchivesBuildItem archives, WorkflowRecorder recorder,
            RecorderContext context, BuildProducer<SyntheticBeanBuildItem> beans) {
        List<WorkflowData> data = new ArrayList<>();
        workflows.stream().sorted((a, b) -> a.type.name().compareTo(b.type.name()))
                .forEach(workflow -> data.add(data(workflow, context)));
        beans.produce(SyntheticBeanBuildItem.configure(WorkflowDefinitions.class).scope(Singleton.class).unremovable()
                .setRuntimeInit().addInjectionPoint(ClassType.create(ActivityDefinitions.class))
                .createWith(recorder.definitions(data, BuildHash.of(workflows, archives))).done());
        beans.produce(SyntheticBeanBuildItem.configure(RecordedStubs.class).scope(Singleton.class).unremovable()
                .setRuntimeInit().addInjectionPoint(ClassType.create(ActivityDefinitions.class))
                .addInjectionPoint(ClassType.create(WorkflowDefinitions.class)).createWith(recorder.stubs()).done());
    }

    private static WorkflowData data(WorkflowBuildItem workflow, RecorderContext context) {
        WorkflowData data = new WorkflowData();
        data.setType(workflow.name);
        data.setVersion(workflow.version);
        data.setTaskQueue(workflow.taskQueue);
        data.setDeclaringClass(workflow.type.name().toString());
        data.setParameters(new ArrayList<>(workflow.parameters.stream().map(parameter -> data(parameter, context)).toList()));
        List<MethodData> methods = new ArrayList<>();
        for (WorkflowMember member : workflow.members) {
            methods.add(data(member, methods.size(), context));
        }
        data.setMethods(methods);
        if (workflow.constructor != null) {
            data.setInvoker(context.newInstance(InvokerGenerator.name(workflow)));
        }
        return data;
    }

    private static ParameterData data(WorkflowParameter parameter, RecorderContext context) {
        ParameterData data = new ParameterData();
        data.setKind(parameter.kind());
        if (parameter.kind() == ParameterData.Kind.STUB || parameter.kind() == ParameterData.Kind.LOCAL_STUB) {
            data.setType(context.classProxy(parameter.type().name().toString()));
        }
        data.setOptions(new TreeMap<>(parameter.options()));
        data.setCancellation(parameter.cancellation());
        data.setDurability(parameter.durability());
        return data;
    }

    private static MethodData data(WorkflowMember member, int index, RecorderContext context) {
        MethodData data = new MethodData();
        data.setKind(member.kind());
        data.setName(member.name());
        data.setIndex(index);
        data.setKeys(new ArrayList<>(member.keys()));
        data.setParameters(PayloadTypes.record(member.parameters(), context));
        data.setResult(member.result() == null ? null : PayloadTypes.record(member.result(), context));
        return data;
    }
}
