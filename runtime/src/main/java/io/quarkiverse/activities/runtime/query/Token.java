package io.quarkiverse.activities.runtime.query;

/**
 * A word, a value or a sign of a query.
 *
 * @param text what it says; of a text in quotes, what is between them
 * @param position where it begins, counted from 1
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    /** {@return whether it is this keyword, in whatever case} */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** {@return how an error quotes it} */
    String quoted() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
