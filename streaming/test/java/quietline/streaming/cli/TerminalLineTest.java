package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalLineTest {

    private final StringWriter screen = new StringWriter();

    @AfterEach
    void noTerminal() {
        System.clearProperty("quietline.terminal");
        System.clearProperty("quietline.columns");
    }

    @Test
    void severalLinesAreDrawnOverThemselves() throws InterruptedException {
        System.setProperty("quietline.terminal", "true");
        System.setProperty("quietline.columns", "5");
        TerminalLine line = new TerminalLine(new PrintWriter(screen), () -> "one\nsecond", 1);
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

    @Test
    void withoutATerminalOnlyWhatIsPrintedAppears() {
        TerminalLine line = new TerminalLine(new PrintWriter(screen), () -> "status", 1);
        line.print("event");
        line.close();
        assertEquals("event" + System.lineSeparator(), screen.toString());
    }
}
