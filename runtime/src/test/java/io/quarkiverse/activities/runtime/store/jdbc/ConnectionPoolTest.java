package io.quarkiverse.activities.runtime.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;

class ConnectionPoolTest {

    private static final String URL = "jdbc:postgresql://h:1/db?user=u";

    @Test
    void eachPoolHasItsOwnProperties() {
        AgroalConnectionFactoryConfiguration theirs = new AgroalConnectionFactoryConfigurationSupplier().jdbcUrl(URL).get();
        String callers = url(theirs, "45");
        String engine = url(theirs, "15");
        assertThat(callers).isEqualTo(URL + "&socketTimeout=45");
        assertThat(engine).isEqualTo(URL + "&socketTimeout=15");
        assertThat(theirs.jdbcUrl()).isEqualTo(URL);
        assertThat(theirs.jdbcProperties()).isEmpty();
    }

    @Test
    void propertiesOfTheApplicationWin() {
        AgroalConnectionFactoryConfiguration byProperty = new AgroalConnectionFactoryConfigurationSupplier().jdbcUrl(URL)
                .jdbcProperty("socketTimeout", "7").get();
        assertThat(url(byProperty, "15")).isEqualTo(URL);
        String own = URL + "&socketTimeout=7";
        AgroalConnectionFactoryConfiguration byUrl = new AgroalConnectionFactoryConfigurationSupplier().jdbcUrl(own).get();
        assertThat(url(byUrl, "15")).isEqualTo(own);
    }

    private static String url(AgroalConnectionFactoryConfiguration theirs, String socketTimeout) {
        return ConnectionPool.factory(theirs, null, Map.of("socketTimeout", socketTimeout)).get().jdbcUrl();
    }
}
