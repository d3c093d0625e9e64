package io.quarkiverse.activities.runtime.query;

/**
 * A word, value or sign of a query.
 *
 * @param text the text of the token, without the quotes of a quoted text
 * @param position the position of its first character, starting with 1
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    /** {@return whether it is this keyword, ignoring case} */
    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** {@return the token as a message quotes it} */
    String quoted() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
