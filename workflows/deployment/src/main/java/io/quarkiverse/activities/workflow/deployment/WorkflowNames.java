package io.quarkiverse.activities.workflow.deployment;

import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.workflow.ActivityStub;
import io.quarkiverse.activities.workflow.LocalActivityStub;
import io.quarkiverse.activities.workflow.QueryMethod;
import io.quarkiverse.activities.workflow.SignalMethod;
import io.quarkiverse.activities.workflow.UpdateMethod;
import io.quarkiverse.activities.workflow.UpdateValidator;
import io.quarkiverse.activities.workflow.Workflow;
import io.quarkiverse.activities.workflow.WorkflowContext;
import io.quarkiverse.activities.workflow.WorkflowMethod;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;

/** The names of annotations and types that the build looks for. */
final class WorkflowNames {

    static final DotName ACTIVITY = DotName.createSimple(Activity.class);
    static final DotName WORKFLOW = DotName.createSimple(Workflow.class);
    static final DotName CONTEXT = DotName.createSimple(WorkflowContext.class);
    static final DotName STUB = DotName.createSimple(ActivityStub.class);
    static final DotName LOCAL_STUB = DotName.createSimple(LocalActivityStub.class);
    static final Map<DotName, MethodKind> METHODS = Map.of(DotName.createSimple(WorkflowMethod.class), MethodKind.WORKFLOW,
            DotName.createSimple(SignalMethod.class), MethodKind.SIGNAL,
            DotName.createSimple(QueryMethod.class), MethodKind.QUERY,
            DotName.createSimple(UpdateMethod.class), MethodKind.UPDATE,
            DotName.createSimple(UpdateValidator.class), MethodKind.VALIDATOR);

    private WorkflowNames() {
    }

    /** {@return the name of a class without its package and without the classes around it} */
    static String simple(ClassInfo type) {
        String name = type.name().withoutPackagePrefix();
        return name.substring(name.lastIndexOf('$') + 1);
    }
}
