package io.quarkiverse.activities.deployment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.ActivityOption;
import io.quarkiverse.activities.runtime.definition.ReturnKind;
import io.quarkiverse.activities.runtime.definition.Threading;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.builder.item.MultiBuildItem;

/** An activity method of a bean, or of an interface that no bean of this application implements. */
final class ActivityMethodBuildItem extends MultiBuildItem {

    /** The bean class or the interface. */
    final ClassInfo owner;
    /** The method that runs when the activity is called. A supertype of the owner may declare it. */
    final MethodInfo method;
    final Hierarchy hierarchy;
    /** Null for an interface without a bean. */
    final BeanInfo bean;
    final String type;
    final String taskQueue;
    /** The options that the annotation sets, not parsed yet. */
    final Map<ActivityOption, Object> options;
    final List<Type> parameters;
    final int contextParameter;
    final ReturnKind returnKind;
    /** Null for none. */
    final Type result;
    /** Empty for none. */
    final String onFailure;
    final boolean transactional;
    final Threading threading;
    /** The descriptor of the class that calls the method; null until it is generated, and for an interface without a bean. */
    final String invoker;

    ActivityMethodBuildItem(ClassInfo owner, MethodInfo method, Hierarchy hierarchy, BeanInfo bean, String type,
            String taskQueue, Map<ActivityOption, Object> options, List<Type> parameters, int contextParameter,
            ReturnKind returnKind, Type result, String onFailure, boolean transactional, Threading threading, String invoker) {
        this.owner = owner;
        this.method = method;
        this.hierarchy = hierarchy;
        this.bean = bean;
        this.type = type;
        this.taskQueue = taskQueue;
        this.options = Collections.unmodifiableMap(new TreeMap<>(options));
        this.parameters = List.copyOf(parameters);
        this.contextParameter = contextParameter;
        this.returnKind = returnKind;
        this.result = result;
        this.onFailure = onFailure;
        this.transactional = transactional;
        this.threading = threading;
        this.invoker = invoker;
    }

    /** {@return a copy of this item with the descriptor of the class that calls the method} */
    ActivityMethodBuildItem withInvoker(String generated) {
        return new ActivityMethodBuildItem(owner, method, hierarchy, bean, type, taskQueue, options, parameters,
                contextParameter, returnKind, result, onFailure, transactional, threading, generated);
    }

    String key() {
        return key(owner, method);
    }

    static String key(ClassInfo owner, MethodInfo method) {
        return owner.name() + "#" + method.name() + method.descriptor();
    }

    /** {@return {@code class#method}, for messages} */
    String where() {
        return owner.name() + "#" + method.name();
    }
}
