package io.quarkiverse.activities.test.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Marks a test class that the build runs on each {@link TestDatabase}. The class uses {@link TestDatabase#current}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag(OnEachDatabase.TAG)
public @interface OnEachDatabase {

    String TAG = "each-database";
}
