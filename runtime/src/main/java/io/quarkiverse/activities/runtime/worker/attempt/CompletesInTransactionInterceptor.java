package io.quarkiverse.activities.runtime.worker.attempt;

import java.util.concurrent.Callable;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.jboss.logging.Logger;

import io.quarkiverse.activities.failure.ActivityNotExistsException;
import io.quarkiverse.activities.runtime.context.CurrentAttempt;
import io.quarkiverse.activities.runtime.execution.Signal;
import io.quarkiverse.activities.runtime.node.Node;
import io.quarkiverse.activities.runtime.payload.PayloadLimits;
import io.quarkiverse.activities.runtime.store.ActivityStore;
import io.quarkiverse.activities.runtime.store.value.Completion;

/**
 * Writes the completion of an attempt in the transaction of its method, so that both commit or neither does. Runs inside
 * Quarkus's transactional interceptor. Any Throwable rolls back, even a checked exception, because a retry would write again.
 */
@CompletesInTransaction
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 201)
public class CompletesInTransactionInterceptor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.activities");

    private final ActivityStore store;
    private final TransactionSynchronizationRegistry transaction;
    private final PayloadLimits limits;
    private final Node node;

    CompletesInTransactionInterceptor(ActivityStore store, TransactionSynchronizationRegistry transaction, PayloadLimits limits,
            Node node) {
        this.store = store;
        this.transaction = transaction;
        this.limits = limits;
        this.node = node;
    }

    @AroundInvoke
    Object complete(InvocationContext invocation) throws Exception {
        if (CurrentAttempt.get() instanceof TransactionalAttempt attempt && attempt.enterTransaction()) {
            return rollingBack(() -> {
                Object result = invocation.proceed();
                attempt.endInTransaction(result);
                return result;
            });
        }
        if (!(CurrentAttempt.get() instanceof AttemptContext attempt) || !attempt.enterTransaction()) {
            return invocation.proceed();
        }
        if (store.lockJoined(attempt.task.runId(), attempt.task.fence())) {
            attempt.rowIsLocked();
        }
        return rollingBack(() -> {
            Object result = invocation.proceed();
            if (!attempt.endsManually()) {
                end(attempt, result);
            }
            return result;
        });
    }

    private Object rollingBack(Callable<Object> work) throws Exception {
        boolean done = false;
        try {
            Object result = work.call();
            done = true;
            return result;
        } finally {
            if (!done) {
                transaction.setRollbackOnly();
            }
        }
    }

    private void end(AttemptContext attempt, Object result) {
        Completion completion = attempt.endsElsewhere() ? null : attempt.completion(result, node.identity());
        if (completion != null) {
            limits.checkResult(attempt.task.activityType(), completion.result());
        }
        Runnable afterCommit = completion == null ? store.releaseJoined(attempt.task.runId(), attempt.task.fence())
                : store.completeJoined(completion);
        if (afterCommit == null) {
            attempt.receive(Signal.GONE); // so that this is not reported as a failure of the method
            LOG.warnf("%s completed too late: it had timed out, or its execution was closed. Its transaction is rolled back",
                    attempt);
            throw new ActivityNotExistsException(attempt + " is no longer current. Its transaction is rolled back");
        }
        attempt.settledInTransaction(afterCommit);
    }
}
