package io.quarkiverse.activities.sample.orders;

/**
 * How far the rendering of an invoice got.
 *
 * @param pages how many are done
 * @param of how many there are
 * @param text what they say
 */
public record Rendering(int pages, int of, String text) {

    private static final int PAGES = 5;

    static Rendering nothing() {
        return new Rendering(0, PAGES, "");
    }

    boolean isComplete() {
        return pages == of;
    }

    Rendering with(String page) {
        return new Rendering(pages + 1, of, text + page);
    }
}
