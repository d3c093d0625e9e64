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

/** The methods of this bean note each attempt. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Noted {

    @Noted
    @Interceptor
    class Noting {

        @Inject
        MethodLog log;

        @AroundInvoke
        Object note(InvocationContext invocation) throws Exception {
            log.add("attempt " + ActivityContext.current().info().attempt());
            return invocation.proceed();
        }
    }
}
