package io.quarkiverse.activities.workflow.runtime.body;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;

/** The transaction of a step. */
final class StepTransaction {

    private StepTransaction() {
    }

    /** Runs the code of a step in a new transaction, which also writes its outcome. An exception rolls it back. */
    static Object call(Callable<?> step, LocalAttempt attempt) throws Exception {
        Exception[] thrown = new Exception[1];
        try {
            return options(attempt.info().startToCloseTimeout()).call(() -> {
                Object result;
                try {
                    result = step.call();
                } catch (Exception e) {
                    thrown[0] = e;
                    throw e;
                }
                attempt.endInTransaction(result);
                return result;
            });
        } catch (RuntimeException e) {
            throw thrown[0] != null ? thrown[0] : e;
        }
    }

    private static TransactionRunnerOptions options(Duration startToClose) {
        TransactionRunnerOptions options = QuarkusTransaction.requiringNew();
        return startToClose.isZero() ? options
                : options.timeout((int) Math.min(Integer.MAX_VALUE, startToClose.plusMillis(999).toSeconds()));
    }
}
