package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalLineTest {

    private final StringWriter screen = new StringWriter();

    @AfterEach
    void noTerminal() {
        System.clearProperty("quietline.terminal");
    }

    @Test
    void redrawsSeveralLinesInPlace() throws Exception {
        System.setProperty("quietline.terminal", "true");
        Terminal terminal =
                new DumbTerminal(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        terminal.setSize(new Size(5, 24));
        TerminalLine line =
                new TerminalLine(
                        new PrintWriter(screen), () -> "one\nsecond", new Console(terminal), 0);
        String first = "\r\u001b[Kone\n\r\u001b[Kseco\u001b[?7h";
        while (screen.toString().length() < 2 * first.length() + 13) {
            Thread.sleep(1);
        }
        line.print("event");
        line.close();
        String shown = screen.toString();
        assertTrue(shown.startsWith("\u001b[?7l" + first + "\u001b[?7l\u001b[A" + first), shown);
        assertTrue(shown.contains("\r\u001b[K\u001b[A\r\u001b[Kevent"), shown);
    }

    /** JLine runs stty in that thread, and throws an error if interrupted. */
    @Test
    void closesWithoutInterruptingItsThread() throws Exception {
        System.setProperty("quietline.terminal", "true");
        CompletableFuture<Thread> painter = new CompletableFuture<>();
        Supplier<String> status = () -> painter.complete(Thread.currentThread()) ? "1" : "2";
        TerminalLine line =
                new TerminalLine(new PrintWriter(screen), status, new Console((Terminal) null), 0);
        Thread thread = painter.get();
        line.close();
        assertFalse(thread.isInterrupted());
    }

    @Test
    void showsNoStatusWithoutTerminal() {
        TerminalLine line =
                new TerminalLine(new PrintWriter(screen), () -> "status", new Console(), 0);
        line.print("event");
        line.close();
        assertEquals("event" + System.lineSeparator(), screen.toString());
    }
}
