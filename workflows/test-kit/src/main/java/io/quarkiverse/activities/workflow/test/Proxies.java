package io.quarkiverse.activities.workflow.test;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isFinalizer;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;

/** Objects of any class or interface whose method calls go to a handler. Constructors do not run. */
final class Proxies {

    private static final String HANDLER = "handlerOfTestKit";
    private static final Map<Class<?>, Class<?>> CLASSES = new ConcurrentHashMap<>();

    private Proxies() {
    }

    static <T> T of(Class<T> type, InvocationHandler handler) {
        InvocationHandler withDefaults = (proxy, method, arguments) -> {
            Object result = handler.invoke(proxy, method, arguments == null ? new Object[0] : arguments);
            return result == null && method.getReturnType().isPrimitive() && method.getReturnType() != void.class
                    ? Array.get(Array.newInstance(method.getReturnType(), 1), 0)
                    : result;
        };
        if (type.isInterface()) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, withDefaults));
        }
        if (Modifier.isFinal(type.getModifiers())) {
            throw new IllegalArgumentException(type.getName() + " is final, so the test kit cannot make a stub of it. Remove"
                    + " final, or let the workflow use an interface");
        }
        try {
            Class<?> proxy = CLASSES.computeIfAbsent(type, Proxies::subclass);
            Object instance = withoutConstructor(proxy);
            Field field = proxy.getDeclaredField(HANDLER);
            field.setAccessible(true);
            field.set(instance, withDefaults);
            return type.cast(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make a stub of " + type.getName(), e);
        }
    }

    private static Class<?> subclass(Class<?> type) {
        try {
            return new ByteBuddy().subclass(type)
                    .defineField(HANDLER, InvocationHandler.class, Visibility.PUBLIC)
                    .method(not(isFinalizer()).and(not(isDeclaredBy(Object.class))).or(isAbstract()))
                    .intercept(InvocationHandlerAdapter.toField(HANDLER)).make()
                    .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup
                            .of(java.lang.invoke.MethodHandles.privateLookupIn(type, java.lang.invoke.MethodHandles.lookup())))
                    .getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot make a stub of " + type.getName(), e);
        }
    }

    private static Object withoutConstructor(Class<?> type) throws ReflectiveOperationException {
        // In the module jdk.unsupported, which all class libraries that create objects like this depend on
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        java.lang.reflect.Constructor<?> constructor = (java.lang.reflect.Constructor<?>) factory
                .getMethod("newConstructorForSerialization", Class.class, java.lang.reflect.Constructor.class)
                .invoke(instance, type, Object.class.getDeclaredConstructor());
        return constructor.newInstance();
    }
}
