package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TerminalLineTest {

    private static final String ERASE = "\r\u001b[K";
    private static final String NO_WRAP = "\u001b[?7l";

    private final StringWriter screen = new StringWriter();
    private final Terminal terminal;

    TerminalLineTest() throws IOException {
        terminal =
                new DumbTerminal(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
    }

    @AfterEach
    void noTerminal() {
        System.clearProperty("quietline.terminal");
    }

    @Test
    void redrawsSeveralLinesInPlace() throws Exception {
        TerminalLine line = line(5, () -> "one\nsecond");
        String first = ERASE + "one\n" + ERASE + "seco\u001b[J\u001b[?7h";
        await(NO_WRAP + first + NO_WRAP + "\u001b[A" + first);
        line.print("event");
        line.close();
        assertTrue(screen.toString().contains("\r\u001b[A\u001b[Jevent"), screen.toString());
    }

    @Test
    void breaksLongLinesBetweenTheirParts() throws Exception {
        TerminalLine line = line(12, () -> "first part   two   three   a very long part");
        await(String.join("\n" + ERASE, "first part", "two   three", "a very long\u001b[J"));
        line.close();
    }

    /** Made narrower, the terminal itself breaks the first of the old rows, so there are three. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void adaptsToNewWidth() throws Exception {
        TerminalLine line = line(40, () -> "first part   second part\nlast");
        await("first part   second part\n" + ERASE + "last");
        terminal.setSize(new Size(15, 24));
        String[] resized = {"kill", "-WINCH", "" + ProcessHandle.current().pid()};
        assertEquals(0, new ProcessBuilder(resized).start().waitFor());
        String rows = String.join("\n" + ERASE, "first part", "second part", "last");
        await("\u001b[A\u001b[A" + ERASE + rows);
        line.close();
    }

    private TerminalLine line(int columns, Supplier<String> status) {
        System.setProperty("quietline.terminal", "true");
        terminal.setSize(new Size(columns, 24));
        return new TerminalLine(new PrintWriter(screen), status, new Console(terminal), 0);
    }

    private void await(String shown) throws InterruptedException {
        while (!screen.toString().contains(shown)) {
            Thread.sleep(1);
        }
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
