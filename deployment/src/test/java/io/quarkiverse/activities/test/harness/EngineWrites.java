package io.quarkiverse.activities.test.harness;

import java.lang.reflect.Method;
import java.util.UUID;

import io.quarkiverse.activities.entity.ActivityExecution;
import io.quarkiverse.activities.entity.ActivityWorker;
import io.quarkiverse.activities.entity.ExecutionRow;
import io.quarkiverse.activities.entity.StoreRow;

/** Calls package-private methods of rows by reflection: the class loader of a test differs, and with it the runtime package. */
public final class EngineWrites {

    private EngineWrites() {
    }

    public static void allow(StoreRow row) {
        call(StoreRow.class, row, "writeByEngine");
    }

    public static void identify(ActivityExecution row, String activityId) {
        call(ExecutionRow.class, row, "identify", UUID.randomUUID(), activityId, "Charge", new byte[] { 1 }, null);
    }

    public static Object execution(ActivityExecution row) {
        return call(ActivityExecution.class, row, "toExecution");
    }

    public static void set(ActivityExecution row, Object execution) {
        call(ActivityExecution.class, row, "set", execution, 5);
    }

    public static ActivityWorker worker(Object... values) {
        ActivityWorker row = new ActivityWorker();
        call(ActivityWorker.class, row, "set", values);
        return row;
    }

    private static Object call(Class<?> type, Object row, String name, Object... arguments) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                try {
                    method.setAccessible(true);
                    return method.invoke(row, arguments);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        throw new IllegalArgumentException(name);
    }
}
