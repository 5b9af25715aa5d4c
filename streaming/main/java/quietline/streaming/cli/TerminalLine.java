package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One or more status lines at the bottom of a terminal, redrawn in place; other lines are printed
 * above them. A status line too long for the terminal is broken where three spaces separate its
 * parts. Without a terminal, only those other lines appear.
 */
final class TerminalLine implements AutoCloseable {

    private static final String ERASE = "\r\u001b[K";

    /** Turns line wrapping off, so that a terminal made narrower cuts the status instead. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String UP = "\u001b[A";
    private static final String ERASE_BELOW = "\u001b[J";
    private static final String SEPARATOR = "   ";
    private static final int REFRESH_MILLIS = 200;

    private final PrintWriter err;
    private final Supplier<String> text;
    private final Console console;
    private final boolean colours;
    private final Thread painter;
    private List<String> shown = List.of();
    private boolean closed;

    /**
     * @param text the status; null for none
     * @param delayMillis the time until the status first appears
     */
    TerminalLine(PrintWriter err, Supplier<String> text, Console console, int delayMillis) {
        this.err = err;
        this.text = text;
        this.console = console;
        boolean terminal = text != null && Console.isTerminal();
        colours = Colours.wanted(System.getenv(), terminal);
        painter = new Thread(() -> repaint(delayMillis), "status line");
        painter.setDaemon(true);
        if (terminal) {
            painter.start();
        }
    }

    private void repaint(int delayMillis) {
        try {
            Thread.sleep(delayMillis);
            while (true) {
                String now = text.get();
                int columns = console.columns();
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    draw(now, columns);
                }
                Thread.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Overwrites the old rows one by one, which does not flicker. */
    private void draw(String status, int columns) {
        List<String> rows = new ArrayList<>();
        status.lines().map(ReportText::printable).forEach(line -> addRows(line, columns - 1, rows));
        StringBuilder drawing = new StringBuilder(toTop(columns));
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            drawing.append(i > 0 ? "\n" : "").append(ERASE);
            drawing.append(colours ? Colours.status(row) : row);
        }
        err.print(NO_WRAP + drawing + ERASE_BELOW + WRAP);
        err.flush();
        shown = rows;
    }

    private static void addRows(String line, int most, List<String> rows) {
        int gap = line.lastIndexOf(SEPARATOR, most);
        if (line.length() <= most || gap <= 0) {
            rows.add(line.substring(0, Math.min(line.length(), most)));
        } else {
            rows.add(line.substring(0, gap).stripTrailing());
            addRows(line.substring(gap).strip(), most, rows);
        }
    }

    /** Goes to the first row. Most terminals break rows that no longer fit when made narrower. */
    private String toTop(int columns) {
        int height = 0;
        for (String row : shown) {
            height += Math.max(1, (row.length() + columns - 1) / columns);
        }
        return UP.repeat(Math.max(0, height - 1));
    }

    /** Prints a permanent line above the status. */
    synchronized void print(String line) {
        erase();
        err.println(ReportText.oneLine(line));
        err.flush();
    }

    /** Like {@link #print}, in the colour of warnings. */
    synchronized void warn(String line) {
        erase();
        String plain = ReportText.oneLine(line);
        err.println(colours ? Colours.warning(plain) : plain);
        err.flush();
    }

    private void erase() {
        if (!shown.isEmpty()) {
            err.print("\r" + toTop(console.columns()) + ERASE_BELOW);
            shown = List.of();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        err.flush();
    }
}
