package moving;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

/** Accounts in memory, for the tests. Nobody can deposit to a closed one. */
@ApplicationScoped
public class Bank implements Account {

    private final Map<String, Long> balances = new ConcurrentHashMap<>();
    private final List<String> deposits = new CopyOnWriteArrayList<>();

    public void open(String account, long cents) {
        balances.put(account, cents);
    }

    public long balance(String account) {
        return balances.get(account);
    }

    /** {@return how many times a deposit with this reference was tried} */
    public long attempts(String reference) {
        return deposits.stream().filter(reference::equals).count();
    }

    @Override
    public void withdraw(String account, String reference, long cents) {
        change(account, -cents);
    }

    @Override
    public void deposit(String account, String reference, long cents) {
        deposits.add(reference);
        change(account, cents);
    }

    @Override
    public void refund(String account, String reference, long cents) {
        change(account, cents);
    }

    private void change(String account, long cents) {
        if (balances.computeIfPresent(account, (name, balance) -> balance + cents) == null) {
            throw new IllegalStateException("There is no account " + account);
        }
    }
}
