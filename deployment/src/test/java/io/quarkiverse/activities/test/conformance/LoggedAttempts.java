package io.quarkiverse.activities.test.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import io.quarkiverse.activities.ActivityContext;

/** Adds each attempt of the methods of this bean to the {@link MethodLog}. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface LoggedAttempts {

    @LoggedAttempts
    @Interceptor
    class AttemptLogger {

        @Inject
        MethodLog log;

        @AroundInvoke
        Object note(InvocationContext invocation) throws Exception {
            log.add("attempt " + ActivityContext.current().info().attempt());
            return invocation.proceed();
        }
    }
}
