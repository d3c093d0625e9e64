package io.quarkiverse.activities.test.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.ActivityHandle;
import io.quarkiverse.activities.spi.ActivityObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;

/** Tests that the qualified mapper serializes payloads, and not the mapper for REST. */
abstract class QualifiedMapper {

    public record Appointment(Instant beginsAt) {
    }

    @Singleton
    public static class Appointments {

        @Activity(startToCloseTimeout = "30s")
        public Appointment confirm(Appointment appointment) {
            return appointment;
        }
    }

    public static class Mappers {

        @Produces
        @ActivityObjectMapper
        @Singleton
        ObjectMapper payloads() {
            return JsonMapper.builder().addModule(new JavaTimeModule())
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
        }

        @Produces
        @Singleton
        ObjectMapperCustomizer rest() {
            return mapper -> mapper.setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE);
        }
    }

    @Inject
    ActivityClient activities;

    @Inject
    ObjectMapper rest;

    @Test
    void payloadsUseTheQualifiedMapper() throws Exception {
        Appointment appointment = new Appointment(Instant.ofEpochSecond(5));
        ActivityHandle<Appointment> handle = activities.call(Appointments.class, d -> d.confirm(appointment)).start();

        assertThat(handle.result()).isEqualTo(appointment);
        assertThat(handle.describe().arguments(Object.class)).hasToString("[{begins-at=5.0}]");
        assertThat(rest.writeValueAsString(appointment)).startsWith("{\"BEGINS_AT\":");
    }
}
