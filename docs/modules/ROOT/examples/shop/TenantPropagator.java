package shop;

import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.logging.MDC;

import io.quarkiverse.activities.spi.ContextPropagator;

// tag::propagator[]
@Singleton
public class TenantPropagator implements ContextPropagator {

    @Override
    public String name() {
        return "tenant";
    }

    @Override
    public Map<String, String> capture() { // <1>
        Object tenant = MDC.get("tenant");
        return tenant == null ? Map.of() : Map.of("tenant", tenant.toString());
    }

    @Override
    public Scope restore(Map<String, String> header) { // <2>
        String tenant = header.get("tenant");
        if (tenant == null) {
            return null;
        }
        MDC.put("tenant", tenant);
        return () -> MDC.remove("tenant"); // <3>
    }
}
// end::propagator[]
