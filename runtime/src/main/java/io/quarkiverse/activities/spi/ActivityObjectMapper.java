package io.quarkiverse.activities.spi;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Qualifier;

/**
 * Qualifies the Jackson {@code ObjectMapper} that writes and reads payloads:
 *
 * <pre>
 * &#64;Produces
 * &#64;Singleton
 * &#64;ActivityObjectMapper
 * ObjectMapper payloads() {
 *     return JsonMapper.builder().addModule(new JavaTimeModule()).build();
 * }
 * </pre>
 *
 * Without such a bean, the engine uses a mapper of its own. That mapper supports {@code java.time}, {@code Optional}, parameter
 * names and all beans of type {@code com.fasterxml.jackson.databind.Module}, ignores unknown properties, and writes dates as
 * ISO 8601 text. It is not the mapper of REST endpoints, so a change of that mapper cannot make open executions unreadable. If
 * you produce a mapper, make sure that it writes JSON and can read everything that it wrote before.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ TYPE, METHOD, FIELD, PARAMETER })
public @interface ActivityObjectMapper {
}
