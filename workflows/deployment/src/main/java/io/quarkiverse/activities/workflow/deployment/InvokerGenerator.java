package io.quarkiverse.activities.workflow.deployment;

import java.util.List;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.deployment.Boxing;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowInvoker;
import io.quarkus.gizmo.BytecodeCreator;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.DescriptorUtils;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;

/** Generates the {@link WorkflowInvoker} of a workflow class, in its package. */
final class InvokerGenerator {

    private static final String SUFFIX = "_WorkflowInvoker";

    private InvokerGenerator() {
    }

    static String name(WorkflowBuildItem workflow) {
        return workflow.type.name() + SUFFIX;
    }

    static void generate(WorkflowBuildItem workflow, ClassOutput output) {
        try (ClassCreator invoker = ClassCreator.builder().classOutput(output).className(name(workflow))
                .interfaces(WorkflowInvoker.class).build()) {
            MethodCreator create = invoker.getMethodCreator("create", Object.class, Object[].class);
            create.returnValue(create.newInstance(MethodDescriptor.of(workflow.constructor),
                    arguments(create, create.getMethodParam(0), workflow.constructor)));
            MethodCreator invoke = invoker.getMethodCreator("invoke", Object.class, Object.class, int.class, Object[].class);
            List<WorkflowMember> members = workflow.members;
            for (int i = 0; i < members.size(); i++) {
                BytecodeCreator call = invoke.ifIntegerEqual(invoke.getMethodParam(1), invoke.load(i)).trueBranch();
                call(call, workflow, members.get(i).method(), invoke.getMethodParam(0), invoke.getMethodParam(2));
            }
            invoke.throwException(IllegalArgumentException.class, "There is no such method");
        }
    }

    private static void call(BytecodeCreator call, WorkflowBuildItem workflow, MethodInfo method, ResultHandle instance,
            ResultHandle array) {
        String owner = workflow.type.name().toString();
        String[] parameters = method.parameterTypes().stream().map(DescriptorUtils::typeToString).toArray(String[]::new);
        ResultHandle result = call.invokeVirtualMethod(
                // Called on the class itself, because a supertype that declares the method may not be accessible
                MethodDescriptor.ofMethod(owner, method.name(), DescriptorUtils.typeToString(method.returnType()),
                        (Object[]) parameters),
                call.checkCast(instance, owner), arguments(call, array, method));
        if (method.returnType().kind() == Type.Kind.VOID) {
            call.returnNull();
        } else {
            call.returnValue(result);
        }
    }

    private static ResultHandle[] arguments(BytecodeCreator code, ResultHandle array, MethodInfo method) {
        ResultHandle[] arguments = new ResultHandle[method.parametersCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = Boxing.cast(code, code.readArrayValue(array, i), method.parameterType(i));
        }
        return arguments;
    }
}
