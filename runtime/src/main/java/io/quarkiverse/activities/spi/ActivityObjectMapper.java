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
 * Without such a bean the engine uses a mapper of its own, which knows {@code java.time}, {@code Optional}, parameter
 * names and all beans of type {@code com.fasterxml.jackson.databind.Module}, ignores unknown properties and writes
 * dates as ISO 8601 text. It is not the mapper that serves REST: a change of that one cannot make the executions in
 * flight unreadable. Whoever produces one here takes that care: it must write JSON, and read what it wrote before.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ TYPE, METHOD, FIELD, PARAMETER })
public @interface ActivityObjectMapper {
}
