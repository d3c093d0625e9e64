package io.quarkiverse.activities.runtime.worker.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.quarkiverse.activities.ActivityContext;
import io.quarkiverse.activities.runtime.definition.ActivityDefinition;

/** Calls the method of an activity. */
public final class MethodCall {

    private MethodCall() {
    }

    /**
     * {@return what the method returns}
     *
     * @param given the arguments, without an {@code ActivityContext}
     * @param startToClose limits the transaction of a transactional method; zero for no limit
     */
    public static Object call(ActivityDefinition definition, ActivityContext attempt, Object[] given, Duration startToClose,
            AttemptTransactions transactions) throws Exception {
        Object[] arguments = given;
        int context = definition.contextParameter();
        if (context >= 0) {
            List<Object> all = new ArrayList<>(Arrays.asList(arguments));
            all.add(context, attempt);
            arguments = all.toArray();
        }
        transactions.limit(definition, startToClose);
        try {
            return definition.invoker().invoke(null, arguments);
        } finally {
            transactions.unlimit(definition);
        }
    }
}
