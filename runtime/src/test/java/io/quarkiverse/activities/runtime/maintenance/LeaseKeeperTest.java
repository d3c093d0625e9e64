package io.quarkiverse.activities.runtime.maintenance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.runtime.config.ActivitiesRuntimeConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;

class LeaseKeeperTest {

    @Test
    void aLeaseThatIsTooShortToBeRenewedInTimeIsRefused() {
        ActivitiesRuntimeConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(ActivitiesRuntimeConfig.class)
                .withDefaultValue("quarkus.activities.worker.lease", "1s")
                .build().getConfigMapping(ActivitiesRuntimeConfig.class);
        assertThatThrownBy(() -> new LeaseKeeper(null, null, null, config)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.activities.worker.lease is PT1S. Set it to at least 2s");
    }
}
