package io.quarkiverse.activities.deployment;

import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkus.gizmo.BytecodeCreator;
import io.quarkus.gizmo.DescriptorUtils;
import io.quarkus.gizmo.MethodDescriptor;
import io.quarkus.gizmo.ResultHandle;

/** Generates the conversion of objects to the types of parameters and results. */
public final class Boxing {

    private Boxing() {
    }

    /** {@return the object as a value of this type, which may be primitive} The object must not be null in that case. */
    public static ResultHandle cast(BytecodeCreator code, ResultHandle object, Type type) {
        return type.kind() == Type.Kind.PRIMITIVE ? unbox(code, object, type)
                : code.checkCast(object, DescriptorUtils.typeToString(type));
    }

    static ResultHandle unbox(BytecodeCreator code, ResultHandle object, Type type) {
        String primitive = type.asPrimitiveType().primitive().name().toLowerCase();
        String wrapper = PrimitiveType.box(type.asPrimitiveType()).name().toString();
        return code.invokeVirtualMethod(MethodDescriptor.ofMethod(wrapper, primitive + "Value", primitive),
                code.checkCast(object, wrapper));
    }
}
