package io.quarkiverse.activities.test.conformance;

import jakarta.inject.Singleton;

import io.quarkiverse.activities.Activity;

/** The recorded activity methods that test arguments and results. */
@Singleton
public class PayloadMethods {

    @Activity(name = "void method")
    public void nothing() {
    }

    @Activity(name = "result cannot be serialised")
    public Bad bad() {
        return new Bad();
    }

    @Activity(name = "argument does not fit")
    public int next(int number) {
        return number + 1;
    }

    @Activity(name = "argument missing")
    public int nextOfNone(int number) {
        return next(number);
    }

    @Activity(name = "one argument too many")
    public int nextOfFirst(int number) {
        return next(number);
    }

    public static class Bad {

        public String getValue() {
            throw new IllegalStateException("cannot be read");
        }
    }
}
