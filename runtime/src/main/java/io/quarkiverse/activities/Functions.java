package io.quarkiverse.activities;

/**
 * The shapes of methods that {@link ActivityClient#call} takes as method references, by number of arguments: functions return
 * a value, procedures return none.
 */
public final class Functions {

    private Functions() {
    }

    /** A method with no arguments and a result. */
    @FunctionalInterface
    public interface Func0<T, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity) throws Exception;
    }

    /** A method with no arguments and no result. */
    @FunctionalInterface
    public interface Proc0<T> {
        /** Calls the activity method. */
        void apply(T activity) throws Exception;
    }

    /** A method with one argument and a result. */
    @FunctionalInterface
    public interface Func1<T, P1, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1) throws Exception;
    }

    /** A method with one argument and no result. */
    @FunctionalInterface
    public interface Proc1<T, P1> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1) throws Exception;
    }

    /** A method with 2 arguments and a result. */
    @FunctionalInterface
    public interface Func2<T, P1, P2, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1, P2 p2) throws Exception;
    }

    /** A method with 2 arguments and no result. */
    @FunctionalInterface
    public interface Proc2<T, P1, P2> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1, P2 p2) throws Exception;
    }

    /** A method with 3 arguments and a result. */
    @FunctionalInterface
    public interface Func3<T, P1, P2, P3, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1, P2 p2, P3 p3) throws Exception;
    }

    /** A method with 3 arguments and no result. */
    @FunctionalInterface
    public interface Proc3<T, P1, P2, P3> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1, P2 p2, P3 p3) throws Exception;
    }

    /** A method with 4 arguments and a result. */
    @FunctionalInterface
    public interface Func4<T, P1, P2, P3, P4, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4) throws Exception;
    }

    /** A method with 4 arguments and no result. */
    @FunctionalInterface
    public interface Proc4<T, P1, P2, P3, P4> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4) throws Exception;
    }

    /** A method with 5 arguments and a result. */
    @FunctionalInterface
    public interface Func5<T, P1, P2, P3, P4, P5, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) throws Exception;
    }

    /** A method with 5 arguments and no result. */
    @FunctionalInterface
    public interface Proc5<T, P1, P2, P3, P4, P5> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5) throws Exception;
    }

    /** A method with 6 arguments and a result. */
    @FunctionalInterface
    public interface Func6<T, P1, P2, P3, P4, P5, P6, R> {
        /** Calls the activity method. {@return its result} */
        R apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) throws Exception;
    }

    /** A method with 6 arguments and no result. */
    @FunctionalInterface
    public interface Proc6<T, P1, P2, P3, P4, P5, P6> {
        /** Calls the activity method. */
        void apply(T activity, P1 p1, P2 p2, P3 p3, P4 p4, P5 p5, P6 p6) throws Exception;
    }
}
