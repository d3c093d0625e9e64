package io.quarkiverse.activities.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.runtime.definition.StubHandler;
import io.quarkiverse.activities.runtime.definition.StubMarker;
import io.quarkus.gizmo.BranchResult;
import io.quarkus.gizmo.BytecodeCreator;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.DescriptorUtils;
import io.quarkus.gizmo.FieldDescriptor;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;

/** Generates stubs: subclasses whose methods only report that they were called, to a recording or to a handler. */
final class StubGenerator {

    static final String SUFFIX = "_ActivityStub";

    private static final Set<String> OF_OBJECT = Set.of("equals(java.lang.Object)", "hashCode()", "toString()", "clone()",
            "finalize()");
    private static final String HANDLER = "handler$";
    private static final MethodDescriptor CALL = MethodDescriptor.ofMethod(Recording.class, "call", Object.class,
            StubHandler.class, String.class, Object[].class);
    private static final MethodDescriptor CALL_OTHER = MethodDescriptor.ofMethod(Recording.class, "callOther", void.class,
            StubHandler.class, String.class, String.class);
    private static final String NOT_AN_ACTIVITY = "is not an activity. Put @Activity on it, or call a method that has it";
    private static final MethodDescriptor EQUALS = MethodDescriptor.ofMethod(Object.class, "equals", boolean.class,
            Object.class);

    private StubGenerator() {
    }

    /**
     * Generates the stub of a class.
     *
     * @param keys receives the keys by which the stub calls each activity method, by the key of the method
     * @param other a request of another extension, which names more methods to report, or null
     */
    static void generate(ClassInfo type, Hierarchy hierarchy, Collection<ActivityMethodBuildItem> methods,
            Map<String, Set<String>> keys, RecordingStubBuildItem other, ClassOutput output) {
        ClassCreator.Builder builder = ClassCreator.builder().classOutput(output).className(type.name() + SUFFIX);
        if (type.isInterface()) {
            builder.interfaces(type.name().toString());
        } else {
            builder.superClass(type.name().toString());
        }
        try (ClassCreator stub = builder.build()) {
            constructor(type, stub);
            Set<String> done = new HashSet<>();
            for (ClassInfo declaring : hierarchy.classes()) {
                for (MethodInfo method : declaring.methods()) {
                    if (isOverridable(method) && !OF_OBJECT.contains(hierarchy.signature(method))
                            && done.add(method.name() + method.descriptor())) {
                        override(type, method, methods, keys, other, hierarchy.signature(method), stub);
                    }
                }
            }
        }
    }

    private static boolean isOverridable(MethodInfo method) {
        return !method.isConstructor() && !method.isStaticInitializer() && !method.isSynthetic()
                && !Modifier.isStatic(method.flags()) && !Modifier.isPrivate(method.flags())
                // The build makes activity methods non-final
                && (!Modifier.isFinal(method.flags()) || method.hasDeclaredAnnotation(ActivityNames.ACTIVITY));
    }

    private static void constructor(ClassInfo type, ClassCreator stub) {
        FieldDescriptor handler = stub.getFieldCreator(HANDLER, StubHandler.class)
                .setModifiers(Modifier.PRIVATE | Modifier.FINAL).getFieldDescriptor();
        MethodCreator constructor = stub.getMethodCreator("<init>", void.class, StubHandler.class);
        if (type.isInterface()) {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(Object.class), constructor.getThis());
        } else {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(type.name().toString(), StubMarker.class.getName()),
                    constructor.getThis(), constructor.loadNull());
        }
        constructor.writeInstanceField(handler, constructor.getThis(), constructor.getMethodParam(0));
        constructor.returnVoid();
    }

    private static void override(ClassInfo type, MethodInfo method, Collection<ActivityMethodBuildItem> methods,
            Map<String, Set<String>> keys, RecordingStubBuildItem other, String signature,
            ClassCreator stub) {
        String key = ActivityMethodBuildItem.key(type, method);
        boolean reported = other != null && other.signatures.contains(signature);
        for (ActivityMethodBuildItem item : methods) {
            if (item.hierarchy.contains(type.name()) && item.hierarchy.contains(method.declaringClass().name())
                    && item.hierarchy.signature(method).equals(item.hierarchy.signature(item.method))) {
                keys.get(item.key()).add(key);
                reported = true;
            }
        }
        MethodCreator body = stub.getMethodCreator(MethodDescriptor.of(method));
        body.setModifiers(method.flags() & (Modifier.PUBLIC | Modifier.PROTECTED));
        ResultHandle handler = body.readInstanceField(
                FieldDescriptor.of(stub.getClassName(), HANDLER, StubHandler.class), body.getThis());
        if (reported) {
            ResultHandle arguments = body.newArray(Object.class, method.parametersCount());
            for (int i = 0; i < method.parametersCount(); i++) {
                body.writeArrayValue(arguments, i, body.getMethodParam(i));
            }
            returnResult(body, body.invokeStaticMethod(CALL, handler, body.load(key), arguments), method);
        } else {
            body.invokeStaticMethod(CALL_OTHER, handler, body.load(type.name() + "#" + method.name()),
                    body.load(other == null ? NOT_AN_ACTIVITY : other.whyNot));
            returnDefault(body, method);
        }
    }

    private static void returnResult(MethodCreator body, ResultHandle result, MethodInfo method) {
        Type type = method.returnType();
        if (type.kind() == Type.Kind.VOID) {
            body.returnVoid();
        } else if (type.kind() == Type.Kind.PRIMITIVE) {
            BranchResult missing = body.ifNull(result);
            returnDefault(missing.trueBranch(), method);
            missing.falseBranch().returnValue(Boxing.unbox(missing.falseBranch(), result, type));
        } else {
            body.returnValue(body.checkCast(result, DescriptorUtils.typeToString(type)));
        }
    }

    private static void returnDefault(BytecodeCreator body, MethodInfo method) {
        switch (method.returnType().kind()) {
            case VOID:
                body.returnVoid();
                break;
            case PRIMITIVE:
                switch (method.returnType().asPrimitiveType().primitive()) {
                    case LONG:
                        body.returnValue(body.load(0L));
                        break;
                    case DOUBLE:
                        body.returnValue(body.load(0d));
                        break;
                    case FLOAT:
                        body.returnValue(body.load(0f));
                        break;
                    default:
                        body.returnValue(body.load(0));
                        break;
                }
                break;
            default:
                body.returnNull();
                break;
        }
    }

    /** Generates the factory that creates a stub by the name of its class, without reflection and only when it is needed. */
    static void generateFactory(String name, Collection<String> types, ClassOutput output) {
        try (ClassCreator factory = ClassCreator.builder().classOutput(output).className(name)
                .interfaces(BiFunction.class).build()) {
            MethodCreator apply = factory.getMethodCreator("apply", Object.class, Object.class, Object.class);
            for (String type : types) {
                ResultHandle same = apply.invokeVirtualMethod(EQUALS, apply.load(type), apply.getMethodParam(0));
                BytecodeCreator found = apply.ifTrue(same).trueBranch();
                found.returnValue(found.newInstance(MethodDescriptor.ofConstructor(type + SUFFIX, StubHandler.class.getName()),
                        found.checkCast(apply.getMethodParam(1), StubHandler.class)));
            }
            apply.returnNull();
        }
    }
}
