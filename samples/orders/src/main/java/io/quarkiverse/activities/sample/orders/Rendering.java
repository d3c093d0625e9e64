package io.quarkiverse.activities.sample.orders;

/**
 * The progress of rendering an invoice.
 *
 * @param pages the number of rendered pages
 * @param of the total number of pages
 * @param text the text of the rendered pages
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
