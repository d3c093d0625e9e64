package io.quarkiverse.activities.workflow.deployment;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.activities.deployment.Hierarchy;
import io.quarkus.builder.item.MultiBuildItem;

/** A workflow class, or an interface of a workflow that no class of this application implements. */
final class WorkflowBuildItem extends MultiBuildItem {

    final ClassInfo type;
    final Hierarchy hierarchy;
    final String name;
    final int version;
    /** Empty for the Task Queue of the application. */
    final String taskQueue;
    final List<WorkflowMember> members;
    /** Null for an interface, and for a class without a constructor that the engine can call. */
    final MethodInfo constructor;
    /** The parameters of the constructor. */
    final List<WorkflowParameter> parameters;

    WorkflowBuildItem(ClassInfo type, Hierarchy hierarchy, String name, int version, String taskQueue,
            List<WorkflowMember> members, MethodInfo constructor, List<WorkflowParameter> parameters) {
        this.type = type;
        this.hierarchy = hierarchy;
        this.name = name;
        this.version = version;
        this.taskQueue = taskQueue;
        this.members = List.copyOf(members);
        this.constructor = constructor;
        this.parameters = List.copyOf(parameters);
    }

    /** {@return {@code class#method}, for messages} */
    String where(WorkflowMember member) {
        return type.name() + "#" + member.method().name();
    }
}
