package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConsoleTest {

    private final PipedOutputStream keyboard = new PipedOutputStream();

    @AfterEach
    void endKeyThreads() throws Exception {
        System.clearProperty("quietline.terminal");
        keyboard.close();
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("quietline-keys"))) {
            Thread.sleep(5);
        }
    }

    private Terminal terminal() throws IOException {
        Terminal terminal =
                new DumbTerminal(new PipedInputStream(keyboard), new ByteArrayOutputStream());
        terminal.echo(true);
        return terminal;
    }

    @Test
    void reportsKeysWithoutEnter() throws Exception {
        BlockingQueue<Integer> pressed = new LinkedBlockingQueue<>();
        try (Console console = new Console(terminal())) {
            console.listen(pressed::add);
            keyboard.write("]q".getBytes());
            keyboard.flush();
            assertEquals(']', pressed.poll(30, TimeUnit.SECONDS));
            assertEquals('q', pressed.poll(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void switchesEchoAndLinesOffUntilClosed() throws IOException {
        Terminal terminal = terminal();
        String before = terminal.getAttributes().toString();
        Console console = new Console(terminal);
        console.listen(key -> {});
        assertFalse(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO));
        assertFalse(terminal.getAttributes().getLocalFlag(LocalFlag.ICANON));
        console.close();
        assertEquals(before, terminal.getAttributes().toString());
        assertTrue(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO));
    }

    @Test
    void knowsWidthOrAssumes80Columns() throws IOException {
        Terminal terminal = terminal();
        assertEquals(80, new Console(terminal).columns());
        terminal.setSize(new Size(123, 40));
        assertEquals(123, new Console(terminal).columns());
        assertEquals(80, new Console((Terminal) null).columns());
    }

    @Test
    void closesQuietlyIfTerminalIsGone() throws IOException {
        Terminal terminal =
                new DumbTerminal(new PipedInputStream(keyboard), new ByteArrayOutputStream()) {
                    private boolean gone;

                    @Override
                    public void setAttributes(Attributes attributes) {
                        if (gone) {
                            throw new IOError(new IOException("gone"));
                        }
                        gone = true;
                    }
                };
        try (Console console = new Console(terminal)) {
            console.listen(key -> {});
        }
    }

    @Test
    void ignoresKeysWithoutTerminal() {
        try (Console console = new Console((Terminal) null)) {
            console.listen(key -> {});
        }
    }

    @Test
    void trustsLauncherAboutTerminal() {
        System.setProperty("quietline.terminal", "true");
        assertEquals(!"dumb".equals(System.getenv("TERM")), Console.isTerminal());
        System.setProperty("quietline.terminal", "false");
        assertFalse(Console.isTerminal());
    }
}
