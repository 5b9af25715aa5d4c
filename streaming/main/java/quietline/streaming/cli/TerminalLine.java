package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * One or more status lines at the bottom of a terminal, redrawn in place; other lines are printed
 * above them. Without a terminal, only those other lines appear.
 */
final class TerminalLine implements AutoCloseable {

    private static final String ERASE = "\r\u001b[K";

    /** Turns line wrapping off, so that a terminal made narrower cuts the status instead. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";
    private static final String UP = "\u001b[A";
    private static final int REFRESH_MILLIS = 200;

    private final PrintWriter err;
    private final Supplier<String> text;
    private final Thread painter;
    private int shown;
    private boolean closed;

    /**
     * @param text the status; null for none
     * @param delayMillis the time until the status first appears
     */
    TerminalLine(PrintWriter err, Supplier<String> text, Console console, int delayMillis) {
        this.err = err;
        this.text = text;
        painter = new Thread(() -> repaint(console, delayMillis), "status line");
        painter.setDaemon(true);
        if (text != null && Console.isTerminal()) {
            painter.start();
        }
    }

    private void repaint(Console console, int delayMillis) {
        try {
            Thread.sleep(delayMillis);
            int columns = console.columns();
            while (true) {
                String now = text.get();
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    draw(printable(now), columns);
                }
                Thread.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String[] printable(String status) {
        return status.lines().map(ReportText::printable).toArray(String[]::new);
    }

    /** Overwrites the old lines one by one, which does not flicker. */
    private void draw(String[] lines, int columns) {
        StringBuilder drawing = new StringBuilder(UP.repeat(Math.max(0, shown - 1)));
        for (int i = 0; i < lines.length; i++) {
            drawing.append(i > 0 ? "\n" : "")
                    .append(ERASE)
                    .append(lines[i], 0, Math.min(lines[i].length(), columns - 1));
        }
        err.print(NO_WRAP + drawing + WRAP);
        err.flush();
        shown = lines.length;
    }

    /** Prints a permanent line above the status. */
    synchronized void print(String line) {
        erase();
        err.println(ReportText.oneLine(line));
        err.flush();
    }

    private void erase() {
        if (shown > 0) {
            err.print(ERASE + (UP + ERASE).repeat(shown - 1));
            shown = 0;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        erase();
        err.flush();
    }
}
