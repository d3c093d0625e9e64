package io.quarkiverse.activities.runtime.query;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.activities.runtime.query.Token.Kind;

/** Splits a query into tokens. */
final class Tokenizer {

    private final String text;
    private int at;

    Tokenizer(String text) {
        this.text = text;
    }

    /** {@return the tokens, followed by an end token} */
    List<Token> tokens() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                tokens.add(new Token(Kind.END, "", at + 1));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private Token next() {
        int start = at;
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return quoted(c);
        }
        if (isDigit(c) || (c == '-' || c == '+') && start + 1 < text.length() && isDigit(text.charAt(start + 1))) {
            at++;
            skipWord();
            return token(Kind.NUMBER, start);
        }
        if (isWord(c)) {
            skipWord();
            return token(Kind.WORD, start);
        }
        at++;
        if ((c == '!' || c == '<' || c == '>') && at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        return token(Kind.SIGN, start);
    }

    /** Reads a quoted text. A quote inside the text is doubled. */
    private Token quoted(char quote) {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return new Token(Kind.TEXT, value.toString(), start + 1);
            }
        }
        throw QueryParser.error(start + 1, "the text " + text.substring(start) + " does not end",
                quote + " after it");
    }

    private void skipWord() {
        while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
    }

    private Token token(Kind kind, int start) {
        return new Token(kind, text.substring(start, at), start + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
