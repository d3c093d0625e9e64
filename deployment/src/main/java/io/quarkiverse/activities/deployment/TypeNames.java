package io.quarkiverse.activities.deployment;

import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type.Kind;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Collects the names of the classes that types consist of: a {@code Map<String, List<Order>>} contributes {@code Order}.
 * Classes of the JDK are left out.
 */
final class TypeNames {

    /** Their subclasses stand for their type argument. */
    private static final Set<String> LITERALS = Set.of("jakarta.enterprise.util.TypeLiteral",
            "com.fasterxml.jackson.core.type.TypeReference");

    private final IndexView index;
    private final Set<String> names = new TreeSet<>();

    TypeNames(IndexView index) {
        this.index = index;
    }

    Set<String> found() {
        return names;
    }

    void add(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            addClass(element.getClassName());
        }
    }

    /** Adds a class by its name in the form of {@link Class#getName()}. */
    void addClass(String name) {
        ClassInfo info = index.getClassByName(DotName.createSimple(name));
        if (info != null && info.superName() != null && LITERALS.contains(info.superName().toString())) {
            add(info.superClassType());
        } else if (!name.startsWith("java.") && !LITERALS.contains(name)) {
            names.add(name);
        }
    }

    void add(org.jboss.jandex.Type type) {
        if (type.kind() == Kind.CLASS) {
            addClass(type.name().toString());
        } else if (type.kind() == Kind.PARAMETERIZED_TYPE) {
            addClass(type.name().toString());
            type.asParameterizedType().arguments().forEach(this::add);
        } else if (type.kind() == Kind.ARRAY) {
            add(type.asArrayType().elementType());
        } else if (type.kind() == Kind.WILDCARD_TYPE) {
            add(type.asWildcardType().extendsBound());
        }
    }

    /** Adds the classes of a generic signature of a local variable. */
    void addSignature(String signature) {
        new SignatureReader(signature).acceptType(new Classes());
    }

    private final class Classes extends SignatureVisitor {

        private String name;

        Classes() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitClassType(String className) {
            name = className;
        }

        @Override
        public void visitInnerClassType(String innerName) {
            name += "$" + innerName;
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Classes();
        }

        @Override
        public SignatureVisitor visitArrayType() {
            return new Classes();
        }

        @Override
        public void visitEnd() {
            addClass(name.replace('/', '.'));
        }
    }
}
