package quietline.streaming.cli;

import java.io.File;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.IntConsumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.Signals;
import quietline.streaming.io.FileKind;

/**
 * The terminal on stdin and stderr, through JLine: its width, and keys that act without Enter. It
 * is opened by the first call that needs it, because loading JLine takes a tenth of a second. A
 * shutdown hook of JLine restores its settings too.
 */
final class Console implements AutoCloseable {

    /** JLine's JNI provider would leave a Unix terminal with a line speed of 0. */
    private static final String PROVIDER = windows() ? "jni" : "exec";

    private static final int DEFAULT_COLUMNS = 80;

    private Terminal terminal;
    private Attributes settings;
    private boolean opened;
    private int columns;
    private volatile boolean measured;

    Console() {}

    /** A console on a terminal that is open already. */
    Console(Terminal terminal) {
        this.terminal = terminal;
        opened = true;
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /** Whether stderr is a terminal that understands cursor movements. */
    static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        // The shell launcher knows without loading JLine.
        String launcher = System.getProperty("quietline.terminal");
        if (launcher != null) {
            return Boolean.parseBoolean(launcher);
        }
        return isTerminal(SystemStream.Error);
    }

    private static boolean isTerminal(SystemStream stream) {
        try {
            return TerminalProvider.load(PROVIDER).isSystemStream(stream);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether stdin is a terminal. */
    static boolean isStdinTerminal() {
        return mayBeTerminal("/dev/stdin") && isTerminal(SystemStream.Input);
    }

    /** Whether stdout is a terminal. */
    static boolean isStdoutTerminal() {
        return mayBeTerminal("/dev/stdout") && isTerminal(SystemStream.Output);
    }

    /** Spares pipes and files the time of loading JLine. Windows has no such names. */
    private static boolean mayBeTerminal(String name) {
        return File.separatorChar == '\\'
                || FileKind.of(Path.of(name)) == FileKind.CHARACTER_DEVICE;
    }

    /** Returns null if JLine cannot open the terminal, for example because stdin is a file. */
    private synchronized Terminal terminal() {
        if (!opened) {
            opened = true;
            try {
                terminal =
                        TerminalBuilder.builder()
                                .provider(PROVIDER)
                                .system(true)
                                .systemOutput(TerminalBuilder.SystemOutput.ForcedSysErr)
                                .dumb(false)
                                // Ctrl-C must still end Java, which then runs the shutdown hooks.
                                .nativeSignals(false)
                                .build();
            } catch (IOException | IllegalStateException e) {
                terminal = null;
            }
        }
        return terminal;
    }

    /** The terminal's width. Outside Windows, asks for it only after a change. */
    synchronized int columns() {
        if (!measured) {
            if (columns == 0) {
                Signals.register("WINCH", () -> measured = false);
            }
            measured = !windows();
            Terminal open = terminal();
            int width = open == null ? 0 : open.getWidth();
            columns = width > 0 ? width : DEFAULT_COLUMNS;
        }
        return columns;
    }

    /** Reports keys as they are pressed, from a thread of its own, until the console is closed. */
    synchronized void listen(IntConsumer pressed) {
        if (terminal() == null) {
            return;
        }
        settings = terminal.getAttributes();
        Attributes unbuffered = new Attributes(settings);
        unbuffered.setLocalFlags(
                EnumSet.of(Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ECHO), false);
        unbuffered.setControlChar(Attributes.ControlChar.VMIN, 1);
        unbuffered.setControlChar(Attributes.ControlChar.VTIME, 0);
        terminal.setAttributes(unbuffered);
        Terminal open = terminal;
        Thread thread = new Thread(() -> read(open, pressed), "quietline-keys");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(Terminal terminal, IntConsumer pressed) {
        try {
            for (int key; (key = terminal.reader().read()) >= 0; ) {
                pressed.accept(key);
            }
        } catch (IOException e) {
            // The terminal is closed or gone; signals still end the program.
        }
    }

    /** Restores the terminal's settings. */
    @Override
    public synchronized void close() {
        opened = true;
        if (terminal == null) {
            return;
        }
        try {
            if (settings != null) {
                // JLine's hook may be restoring them just now, and close() would not wait for it.
                terminal.setAttributes(settings);
            }
            terminal.close();
        } catch (IOException | IOError e) {
            // The terminal is gone.
        }
        terminal = null;
    }
}
