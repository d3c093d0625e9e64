package moving;

import io.quarkiverse.activities.Activity;
import io.quarkiverse.activities.RetryPolicy;

// tag::interface[]
public interface Account {

    @Activity(startToCloseTimeout = "5s")
    void withdraw(String account, String reference, long cents);

    @Activity(startToCloseTimeout = "5s", retry = @RetryPolicy(maximumAttempts = 3, initialInterval = "100ms")) // <1>
    void deposit(String account, String reference, long cents);

    @Activity(startToCloseTimeout = "5s")
    void refund(String account, String reference, long cents);
}
// end::interface[]
