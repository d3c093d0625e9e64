package io.quarkiverse.activities.deployment;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.activities.runtime.definition.Recording;
import io.quarkiverse.activities.runtime.definition.StubMarker;
import io.quarkus.gizmo.BytecodeCreator;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.ClassOutput;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;

/** Generates recording stubs: subclasses whose methods only report that they were called. */
final class StubGenerator {

    static final String SUFFIX = "_ActivityStub";

    private static final Set<String> OF_OBJECT = Set.of("equals(java.lang.Object)", "hashCode()", "toString()", "clone()",
            "finalize()");
    private static final MethodDescriptor RECORD = MethodDescriptor.ofMethod(Recording.class, "record", void.class,
            String.class, Object[].class);
    private static final MethodDescriptor RECORD_OTHER = MethodDescriptor.ofMethod(Recording.class, "recordOther", void.class,
            String.class);
    private static final MethodDescriptor EQUALS = MethodDescriptor.ofMethod(Object.class, "equals", boolean.class,
            Object.class);

    private StubGenerator() {
    }

    /**
     * Generates the stub of a class.
     *
     * @param keys receives the keys by which the stub calls each activity method, by the key of the method
     */
    static void generate(ClassInfo type, Hierarchy hierarchy, Collection<ActivityMethodBuildItem> methods,
            Map<String, Set<String>> keys, ClassOutput output) {
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
                        override(type, method, methods, keys, stub);
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
        MethodCreator constructor = stub.getMethodCreator("<init>", void.class);
        if (type.isInterface()) {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(Object.class), constructor.getThis());
        } else {
            constructor.invokeSpecialMethod(MethodDescriptor.ofConstructor(type.name().toString(), StubMarker.class.getName()),
                    constructor.getThis(), constructor.loadNull());
        }
        constructor.returnVoid();
    }

    private static void override(ClassInfo type, MethodInfo method, Collection<ActivityMethodBuildItem> methods,
            Map<String, Set<String>> keys, ClassCreator stub) {
        String key = ActivityMethodBuildItem.key(type, method);
        boolean activity = false;
        for (ActivityMethodBuildItem item : methods) {
            if (item.hierarchy.contains(type.name()) && item.hierarchy.contains(method.declaringClass().name())
                    && item.hierarchy.signature(method).equals(item.hierarchy.signature(item.method))) {
                keys.get(item.key()).add(key);
                activity = true;
            }
        }
        MethodCreator body = stub.getMethodCreator(MethodDescriptor.of(method));
        body.setModifiers(method.flags() & (Modifier.PUBLIC | Modifier.PROTECTED));
        if (activity) {
            ResultHandle arguments = body.newArray(Object.class, method.parametersCount());
            for (int i = 0; i < method.parametersCount(); i++) {
                body.writeArrayValue(arguments, i, body.getMethodParam(i));
            }
            body.invokeStaticMethod(RECORD, body.load(key), arguments);
        } else {
            body.invokeStaticMethod(RECORD_OTHER, body.load(type.name() + "#" + method.name()));
        }
        returnDefault(body, method);
    }

    private static void returnDefault(MethodCreator body, MethodInfo method) {
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
                .interfaces(Function.class).build()) {
            MethodCreator apply = factory.getMethodCreator("apply", Object.class, Object.class);
            for (String type : types) {
                ResultHandle same = apply.invokeVirtualMethod(EQUALS, apply.load(type), apply.getMethodParam(0));
                BytecodeCreator found = apply.ifTrue(same).trueBranch();
                found.returnValue(found.newInstance(MethodDescriptor.ofConstructor(type + SUFFIX)));
            }
            apply.returnNull();
        }
    }
}
