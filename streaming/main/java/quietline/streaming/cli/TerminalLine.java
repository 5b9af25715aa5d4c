package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * The last line of a terminal, redrawn in place, with room for other lines to be printed above it.
 * Where there is no terminal only those others appear. The launcher says whether there is one, and
 * how wide, because Java cannot ask.
 */
final class TerminalLine implements AutoCloseable {

    private static final String ERASE = "\r\u001b[K";
    private static final int USUAL_COLUMNS = 80;

    private final PrintWriter err;
    private final Supplier<String> text;
    private final Thread painter;
    private boolean shown;
    private boolean closed;

    /**
     * @param text what the line is to say; null for no line
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
                    err.print(ERASE + cut(now));
                    err.flush();
                    shown = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String cut(String line) {
        int columns = Integer.getInteger("quietline.columns", USUAL_COLUMNS) - 1;
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns));
    }

    /** Prints a line of its own that stays. */
    synchronized void print(String line) {
        erase();
        err.println(line);
        err.flush();
    }

    private void erase() {
        if (shown) {
            err.print(ERASE);
            shown = false;
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
