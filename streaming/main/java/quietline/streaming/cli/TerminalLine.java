package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * The last line of a terminal, or the last lines, redrawn in place, with room for other lines to be
 * printed above. Where there is no terminal only those others appear. The launcher says whether
 * there is one, and how wide, because Java cannot ask.
 */
final class TerminalLine implements AutoCloseable {

    private static final String ERASE = "\r\u001b[K";

    /** Around what is drawn: a terminal made narrower meanwhile cuts it instead of breaking it. */
    private static final String CUT = "\u001b[?7l";

    private static final String BREAK = "\u001b[?7h";
    private static final String UP = "\u001b[A";
    private static final int USUAL_COLUMNS = 80;

    private final PrintWriter err;
    private final Supplier<String> text;
    private final Thread painter;
    private int shown;
    private boolean closed;

    /**
     * @param text what is to be said; null for nothing
     */
    TerminalLine(PrintWriter err, Supplier<String> text, int refreshMillis) {
        this.err = err;
        this.text = text;
        painter = new Thread(() -> repaint(refreshMillis), "status line");
        painter.setDaemon(true);
        if (text != null && isTerminal()) {
            painter.start();
        }
    }

    static boolean isTerminal() {
        return Boolean.getBoolean("quietline.terminal");
    }

    private void repaint(int refreshMillis) {
        try {
            while (true) {
                Thread.sleep(refreshMillis);
                String now = text.get();
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    draw(now.split("\n"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Over what is there, line by line, so that nothing flickers. */
    private void draw(String[] lines) {
        StringBuilder drawing = new StringBuilder(UP.repeat(Math.max(0, shown - 1)));
        for (int i = 0; i < lines.length; i++) {
            drawing.append(i > 0 ? "\n" : "").append(ERASE).append(cut(lines[i]));
        }
        err.print(CUT + drawing + BREAK);
        err.flush();
        shown = lines.length;
    }

    private static String cut(String line) {
        int told = Integer.getInteger("quietline.columns", 0);
        // Some terminals say that they have none.
        int columns = (told > 0 ? told : USUAL_COLUMNS) - 1;
        return line.length() <= columns ? line : line.substring(0, columns);
    }

    /** Prints a line of its own that stays. */
    synchronized void print(String line) {
        erase();
        err.println(line);
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
        painter.interrupt();
    }
}
