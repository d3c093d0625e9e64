package io.quarkiverse.activities.it.chaos;

import java.util.List;

/** Activity IDs at the edge of what the engine and the database can store, and beyond it. */
final class OddIds {

    private static final int MAXIMUM_BYTES = 1000;

    private OddIds() {
    }

    /** {@return IDs that are valid} They all contain the number, so that they are used once. */
    static List<String> valid(int number) {
        String prefix = "odd-" + number + "-";
        int left = MAXIMUM_BYTES - prefix.length();
        return List.of(prefix + "x".repeat(left),
                prefix + "x".repeat(left % 2) + "\u00e9".repeat(left / 2),
                prefix + "x".repeat(left % 4) + "\ud83d\ude00".repeat(left / 4),
                prefix + "a/../b?c=d&e#f%2F%00;g",
                prefix + "it's \"quoted\" \\ ${name} {} $1 -- ; DROP TABLE ledger",
                "  " + prefix + "between spaces  ",
                prefix + "\t\r\n\u0001\u007f\u0085\u2028",
                prefix + "\u202e\u0645\u0631\u062d\u0628\u0627 e\u0301\u200d\ufeff",
                prefix + "\uffff\ufffe\ufdd0",
                prefix + "null",
                prefix + "% _ * ' OR 1 = 1");
    }

    /** {@return IDs that cannot be stored} */
    static List<String> invalid(int number) {
        String prefix = "odd-" + number + "-";
        return List.of("", "   ", "\t\n",
                prefix + "nul\u0000",
                prefix + "half\ud83d",
                prefix + "other half\ude00",
                prefix + "\ude00\ud83d",
                prefix + "x".repeat(MAXIMUM_BYTES + 1 - prefix.length()),
                prefix + "\u20ac".repeat(MAXIMUM_BYTES / 3),
                prefix + "x".repeat(1_000_000));
    }
}
