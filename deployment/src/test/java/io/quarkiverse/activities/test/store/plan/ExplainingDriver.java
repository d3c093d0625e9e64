package io.quarkiverse.activities.test.store.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A PostgreSQL driver that records the plan of each executed statement. The server's {@code auto_explain} sends it as a notice.
 * This is the plan of the statement itself and not of a copy, so generic plans are included. Requires a superuser.
 */
public class ExplainingDriver implements Driver {

    private static final String[] EXPLAIN = { "LOAD 'auto_explain'", "SET auto_explain.log_min_duration = 0",
            "SET auto_explain.log_analyze = on", "SET auto_explain.log_buffers = on", "SET auto_explain.log_timing = off",
            "SET auto_explain.log_format = json", "SET auto_explain.log_level = notice" };
    private static final ObjectMapper JSON = new ObjectMapper();

    private static volatile Recording current;

    private final Driver driver = new org.postgresql.Driver();

    /** The plans of the statements of these threads. */
    private record Recording(String planCacheMode, Predicate<Thread> threads, List<JsonNode> explained) {

        void addPlans(SQLWarning first) {
            for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
                String message = warning.getMessage();
                int start = message.indexOf("plan:\n{");
                if (start >= 0) {
                    explained.add(parse(message.substring(message.indexOf('{', start))));
                }
            }
        }

        private static JsonNode parse(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(json, e);
            }
        }
    }

    /** {@return each statement that {@code work} runs on this thread, as {@code Query Text} with its {@code Plan}} */
    static List<JsonNode> explain(String planCacheMode, Runnable work) {
        Thread caller = Thread.currentThread();
        return explain(planCacheMode, caller::equals, work);
    }

    /** {@return each statement that these threads run during {@code work}} */
    public static List<JsonNode> explain(String planCacheMode, Predicate<Thread> threads, Runnable work) {
        Recording recording = new Recording(planCacheMode, threads, Collections.synchronizedList(new ArrayList<>()));
        current = recording;
        try {
            work.run();
        } finally {
            current = null;
        }
        return List.copyOf(recording.explained());
    }

    private static Recording current() {
        Recording recording = current;
        return recording != null && recording.threads().test(Thread.currentThread()) ? recording : null;
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            return null;
        }
        execute(connection, EXPLAIN);
        return proxy(Connection.class, (method, arguments) -> {
            Recording recording = current();
            boolean prepares = method.getName().equals("prepareStatement");
            if (prepares && recording != null) {
                execute(connection, "SET plan_cache_mode = " + recording.planCacheMode());
            }
            Object result = invoke(connection, method, arguments);
            // The server sends the plan of a query when its portal closes: at the next statement or the end of the transaction
            if (recording != null && (method.getName().equals("commit") || method.getName().equals("rollback"))) {
                recording.addPlans(connection.getWarnings());
                connection.clearWarnings();
            }
            return prepares ? explaining((PreparedStatement) result) : result;
        });
    }

    private static PreparedStatement explaining(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            Object result = invoke(statement, method, arguments);
            Recording recording = current();
            if (recording != null && method.getName().startsWith("execute")) {
                recording.addPlans(statement.getWarnings());
                statement.clearWarnings();
            }
            return result;
        });
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
                Recording recording = current();
                if (recording != null) {
                    recording.addPlans(statement.getWarnings());
                }
            }
        }
    }

    private interface Call {
        Object with(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(ExplainingDriver.class.getClassLoader(), new Class<?>[] { type },
                (proxy, method, arguments) -> call.with(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }
}
