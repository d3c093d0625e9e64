package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class TenantPropagatorTest {

    private final TenantPropagator propagator = new TenantPropagator();

    @Test
    void restoresTheTenantOfTheStart() {
        MDC.put("tenant", "acme");
        Map<String, String> header = propagator.capture();
        MDC.remove("tenant");

        try (var restored = propagator.restore(header)) {
            assertThat(MDC.get("tenant")).isEqualTo("acme");
        }
        assertThat(MDC.get("tenant")).isNull();
    }

    @Test
    void capturesNothingWithoutATenant() {
        assertThat(propagator.capture()).isEmpty();
        assertThat(propagator.restore(Map.of())).isNull();
    }
}
