package io.quarkiverse.activities.runtime.payload;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place where the application has called the engine on this thread, for messages.
 *
 * @param method the name of the method that it has called
 * @param place the calling method, with file and line
 */
record ApplicationCall(String method, StackTraceElement place) {

    private static final List<String> OTHERS = List.of("java.", "jdk.", "org.jboss.", "io.vertx.", "io.netty.",
            "io.smallrye.", "com.fasterxml.jackson.", "io.quarkus.",
            "io.quarkiverse.activities.runtime.", "io.quarkiverse.activities.failure.", "io.quarkiverse.activities.Activity");

    /** {@return the innermost call; empty if the engine works on its own} */
    static Optional<ApplicationCall> current() {
        return StackWalker.getInstance().walk(ApplicationCall::find);
    }

    private static Optional<ApplicationCall> find(Stream<StackWalker.StackFrame> frames) {
        String called = "";
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext();) {
            StackWalker.StackFrame frame = each.next();
            if (OTHERS.stream().noneMatch(frame.getClassName()::startsWith)) {
                return Optional.of(new ApplicationCall(called, frame.toStackTraceElement()));
            }
            called = frame.getMethodName();
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return method + " in " + place.getClassName() + "." + place.getMethodName() + "(" + place.getFileName() + ":"
                + place.getLineNumber() + ")";
    }
}
