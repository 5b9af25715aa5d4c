package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of a report under columns; a cell is text, or a number, or null where there is nothing. */
final class ReportTable {

    /**
     * @param key in JSON
     * @param title in print
     * @param decimals of its numbers; negative for text
     */
    record Column(String key, String title, int decimals) {

        static Column text(String key, String title) {
            return new Column(key, title, -1);
        }

        boolean isText() {
            return decimals < 0;
        }
    }

    private final String key;
    private final String title;
    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private String note = "";

    ReportTable(String key, String title, Column... columns) {
        this.key = key;
        this.title = title;
        this.columns = List.of(columns);
    }

    /** One cell for each column, in their order. */
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

    /** To stand below it. */
    ReportTable note(String text) {
        note = text;
        return this;
    }

    /** Empty if there is none. */
    String note() {
        return note;
    }

    String key() {
        return key;
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }

    int indexOf(String column) {
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).key().equals(column)) {
                return c;
            }
        }
        throw new IllegalArgumentException("no column is called " + column);
    }

    /** Each cell a String, a Double or null. */
    List<List<Object>> rows() {
        return rows;
    }

    /** A cell in print. */
    static String text(Column column, Object cell) {
        if (cell == null) {
            return "";
        }
        return cell instanceof Double number
                ? String.format(Locale.ROOT, "%,." + column.decimals() + "f", number)
                : cell.toString();
    }
}
