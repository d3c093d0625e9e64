package io.quarkiverse.activities.runtime.worker.attempt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.interceptor.InterceptorBinding;

/**
 * Marks methods that are both an activity and {@code @Transactional}. Their completion is written in the transaction of the
 * method. The build adds this annotation; do not use it in an application.
 */
@InterceptorBinding
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface CompletesInTransaction {
}
