package io.quarkiverse.activities.test.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks a test class that always uses {@link TestDatabase#POSTGRESQL}, or a test of an {@link OnEachDatabase} class that
 * applies to PostgreSQL only. The build runs it with the tests on PostgreSQL.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Tag(OnPostgresql.TAG)
@ExtendWith(OnPostgresql.OfMethods.class)
public @interface OnPostgresql {

    String TAG = "postgresql";

    /** Disables such tests on other databases when they run outside the build, where tags do not select tests. */
    class OfMethods implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean onH2 = context.getElement().filter(Method.class::isInstance).isPresent()
                    && context.getRequiredTestClass().isAnnotationPresent(OnEachDatabase.class)
                    && TestDatabase.current() == TestDatabase.H2;
            return onH2 ? ConditionEvaluationResult.disabled("needs -Ddb=postgresql")
                    : ConditionEvaluationResult.enabled("PostgreSQL");
        }
    }
}
