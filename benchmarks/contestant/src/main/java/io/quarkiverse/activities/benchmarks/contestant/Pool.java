package io.quarkiverse.activities.benchmarks.contestant;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Creates the connection pool for peers: HikariCP, as in most applications. */
public final class Pool {

    private Pool() {
    }

    /** {@return a pool of the contestant's database} */
    public static HikariDataSource of(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Database.url());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}
