package io.quarkiverse.activities.deployment;

import java.util.Set;
import java.util.function.BiFunction;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import io.quarkiverse.activities.runtime.definition.StubMarker;
import io.quarkus.gizmo.Gizmo;

/** Adds a constructor for stubs to a class, which runs no code of the class, and makes its activity methods non-final. */
final class StubConstructor implements BiFunction<String, ClassVisitor, ClassVisitor> {

    private static final String DESCRIPTOR = "(L" + StubMarker.class.getName().replace('.', '/') + ";)V";

    private final String superName;
    private final boolean superHasMarker;
    private final Set<String> methodsToOpen;

    StubConstructor(String superName, boolean superHasMarker, Set<String> methodsToOpen) {
        this.superName = superName.replace('.', '/');
        this.superHasMarker = superHasMarker;
        this.methodsToOpen = methodsToOpen;
    }

    @Override
    public ClassVisitor apply(String name, ClassVisitor next) {
        return new ClassVisitor(Gizmo.ASM_API_VERSION, next) {

            @Override
            public MethodVisitor visitMethod(int access, String method, String descriptor, String signature,
                    String[] exceptions) {
                int flags = methodsToOpen.contains(method + descriptor) ? access & ~Opcodes.ACC_FINAL : access;
                return super.visitMethod(flags, method, descriptor, signature, exceptions);
            }

            @Override
            public void visitEnd() {
                MethodVisitor code = super.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, "<init>", DESCRIPTOR, null,
                        null);
                code.visitCode();
                code.visitVarInsn(Opcodes.ALOAD, 0);
                if (superHasMarker) {
                    code.visitVarInsn(Opcodes.ALOAD, 1);
                }
                code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", superHasMarker ? DESCRIPTOR : "()V", false);
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(2, 2);
                code.visitEnd();
                super.visitEnd();
            }
        };
    }
}
