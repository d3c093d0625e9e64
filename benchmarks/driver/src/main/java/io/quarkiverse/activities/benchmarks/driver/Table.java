package io.quarkiverse.activities.benchmarks.driver;

import java.util.ArrayList;
import java.util.List;

/** A table of text with a header, for a terminal or for the documentation. */
final class Table {

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... header) {
        this.title = title;
        add(header);
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    String text() {
        StringBuilder text = new StringBuilder(title).append('\n');
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(pad(row.get(column), width(column))).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    String asciidoc() {
        StringBuilder text = new StringBuilder(".").append(title).append("\n[%header%autowidth]\n|===\n");
        for (List<String> row : rows) {
            text.append('|').append(String.join(" |", row)).append('\n');
        }
        return text.append("|===\n").toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String pad(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
