package io.quarkiverse.activities.test.isolation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** A driver that commits, but loses the answer of the next commit on a thread of the application. */
public class LossyDriver implements Driver {

    static final AtomicBoolean LOSES_NEXT_COMMIT = new AtomicBoolean();

    private static Driver driver(String url) throws SQLException {
        return url.startsWith("jdbc:h2:") ? new org.h2.Driver() : new org.postgresql.Driver();
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        Connection connection = driver(url).connect(url, properties);
        return connection == null ? null
                : (Connection) Proxy.newProxyInstance(LossyDriver.class.getClassLoader(), new Class<?>[] { Connection.class },
                        (proxy, method, arguments) -> {
                            Object result;
                            try {
                                result = method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (method.getName().equals("commit") && !Thread.currentThread().getName().startsWith("activities-")
                                    && LOSES_NEXT_COMMIT.compareAndSet(true, false)) {
                                connection.close();
                                throw new SQLException("the answer to the commit is lost", "08006");
                            }
                            return result;
                        });
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
