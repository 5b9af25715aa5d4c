package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under columns. A cell is a text, a number, or null if there is nothing to say. */
final class ReportTable {

    /**
     * @param key in JSON
     * @param title in text and HTML
     * @param decimals of its numbers; negative for a column of text
     */
    record Column(String key, String title, int decimals) {

        static Column text(String key, String title) {
            return new Column(key, title, -1);
        }

        boolean isText() {
            return decimals < 0;
        }

        String text(Object cell) {
            if (cell instanceof Double number) {
                return String.format(Locale.ROOT, "%,." + decimals + "f", number);
            }
            return cell == null ? "" : cell.toString().replaceAll("\\p{Cntrl}", " ");
        }
    }

    /** In JSON. */
    final String key;

    final String title;
    final List<Column> columns;

    /** Each cell is a String, a Double or null. */
    final List<List<Object>> rows = new ArrayList<>();

    ReportTable(String key, String title, Column... columns) {
        this.key = key;
        this.title = title;
        this.columns = List.of(columns);
    }

    /** Adds a row with one cell for each column, in their order. */
    ReportTable row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "%d cells under %d columns".formatted(cells.length, columns.size()));
        }
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Number number ? (Object) number.doubleValue() : cell);
        }
        rows.add(row);
        return this;
    }

    /** Returns the table as lines of text with aligned columns, and an empty line below. */
    List<String> lines() {
        List<List<String>> texts = new ArrayList<>();
        texts.add(columns.stream().map(Column::title).toList());
        for (List<Object> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                cells.add(columns.get(c).text(row.get(c)));
            }
            texts.add(cells);
        }
        List<String> lines = new ArrayList<>();
        lines.add(title);
        for (List<String> cells : texts) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < cells.size(); c++) {
                int column = c;
                int width =
                        texts.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
                String side = columns.get(c).isText() ? "-" : "";
                line.append("  ")
                        .append(("%" + side + Math.max(1, width) + "s").formatted(cells.get(c)));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add("");
        return lines;
    }
}
