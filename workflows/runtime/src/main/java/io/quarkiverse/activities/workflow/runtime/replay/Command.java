package io.quarkiverse.activities.workflow.runtime.replay;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A decision on its way into the journal. It can be withdrawn until the Workflow Task ends, and then leaves no trace. It gets
 * its number when the task ends, so that withdrawn decisions have none.
 */
final class Command {

    private final IntFunction<Decision> numbered;
    private final Supplier<Decision> plain;
    private final Runnable onPrepare;
    private final IntConsumer onRecord;
    private boolean withdrawn;

    private Command(IntFunction<Decision> numbered, Supplier<Decision> plain, Runnable onPrepare, IntConsumer onRecord) {
        this.numbered = numbered;
        this.plain = plain;
        this.onPrepare = onPrepare;
        this.onRecord = onRecord;
    }

    /** {@return a decision with a number} */
    static Command numbered(IntFunction<Decision> decision, IntConsumer onRecord) {
        return new Command(decision, null, () -> {
        }, onRecord);
    }

    /**
     * {@return a decision without a number}
     *
     * @param onPrepare runs when all coroutines are blocked, before the decision is asked for; coroutines may go on because of
     *        it
     */
    static Command plain(Supplier<Decision> decision, Runnable onPrepare) {
        return new Command(null, decision, onPrepare, null);
    }

    static Command plain(Decision decision, Runnable onPrepare) {
        return plain(() -> decision, onPrepare);
    }

    static Command plain(Decision decision) {
        return plain(decision, () -> {
        });
    }

    void withdraw() {
        withdrawn = true;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    void prepare() {
        onPrepare.run();
    }

    boolean isNumbered() {
        return numbered != null;
    }

    /** {@return the decision} The number is ignored if the decision has none. */
    Decision record(int number) {
        if (numbered == null) {
            return plain.get();
        }
        onRecord.accept(number);
        return numbered.apply(number);
    }
}
