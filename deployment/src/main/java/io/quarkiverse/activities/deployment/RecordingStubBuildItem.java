package io.quarkiverse.activities.deployment;

import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * Requests a recording stub for a class or interface that has no activity methods. The stub reports the calls of some methods
 * by the key that {@link #key} returns.
 */
public final class RecordingStubBuildItem extends MultiBuildItem {

    final ClassInfo type;
    final Set<String> signatures;
    final String whyNot;

    /**
     * @param signatures the methods to report, by {@link Hierarchy#signature} in the hierarchy of the type
     * @param whyNot why the other methods cannot be called, and what to do; follows the name of the method
     */
    public RecordingStubBuildItem(ClassInfo type, Set<String> signatures, String whyNot) {
        this.type = type;
        this.signatures = Set.copyOf(signatures);
        this.whyNot = whyNot;
    }

    /** {@return the key by which the stub of a class reports a method of the class or of a supertype} */
    public static String key(ClassInfo type, MethodInfo method) {
        return ActivityMethodBuildItem.key(type, method);
    }
}
