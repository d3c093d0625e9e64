package io.quarkiverse.activities.workflow.runtime.runner;

import java.util.List;

import io.quarkiverse.activities.spi.Payload;

/**
 * A run as it was after one of its Workflow Tasks.
 *
 * @param waiting where its coroutines waited, in the order in which they run
 * @param answers what its queries answered
 * @param problem why the code could not be replayed up to there, or null
 */
public record RunMoment(List<WaitingCode> waiting, List<Answer> answers, String problem) {

    /**
     * The answer of a query.
     *
     * @param result the answer, or null for none
     * @param refusal why it did not answer, or null
     */
    public record Answer(String query, Payload result, String refusal) {
    }

    /**
     * A coroutine.
     *
     * @param call the method of the engine that it waits in, such as {@code await}, or null
     * @param frames its stack without the frames of the engine, the innermost first; empty if it has not begun
     */
    public record WaitingCode(String call, List<String> frames) {

        private static final String API = "io.quarkiverse.activities.workflow";

        static WaitingCode of(StackTraceElement[] stack) {
            String call = null;
            for (StackTraceElement frame : stack) {
                if (!isEngine(frame) && !isJava(frame)) {
                    break;
                }
                call = isEngine(frame) ? frame.getMethodName() : call;
            }
            return new WaitingCode(call, List.of(stack).stream().filter(frame -> !isEngine(frame) && !isJava(frame))
                    .map(StackTraceElement::toString).toList());
        }

        private static boolean isEngine(StackTraceElement frame) {
            String name = frame.getClassName();
            return name.startsWith(API + ".runtime.") || name.startsWith("io.quarkiverse.activities.runtime.")
                    || name.startsWith(API) && name.lastIndexOf('.') == API.length();
        }

        private static boolean isJava(StackTraceElement frame) {
            return frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.");
        }
    }

    static RunMoment unknown(String problem) {
        return new RunMoment(List.of(), List.of(), problem);
    }
}
