package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.WavBytes;

/** Names with codes that would control a terminal, in everything that commands print. */
@DisabledOnOs(OS.WINDOWS)
class UnprintableNamesTest {

    /** Clears the screen, and pretends to be a line of its own. */
    private static final String NAME = "a\u001b[2J\r\nquietline: all is well\u0007";

    @TempDir private Path temp;
    private Path folder;
    private Path sound;
    private Path broken;

    @BeforeEach
    void layOut() throws IOException {
        folder = Files.createDirectory(temp.resolve(NAME));
        sound = Files.write(folder.resolve(NAME + ".wav"), WavBytes.pcm16(Noise.shorts(1, 16_000)));
        broken = Files.writeString(folder.resolve(NAME + "2.wav"), "RIFF, and no more");
    }

    @Test
    void printsNoNameRaw() {
        Path missing = folder.resolve("missing");
        assertPrintable("enhance", missing);
        assertPrintable("enhance", sound, "--dry-run");
        assertPrintable("enhance", sound, "-o", temp.resolve(NAME + ".out.wav"));
        assertPrintable("enhance", folder, "-o", temp.resolve(NAME + ".out"));
        assertPrintable("enhance", broken, "--debug");
        assertPrintable("enhance", sound, "--" + NAME);
        assertPrintable("enhance", sound, "--strength", NAME);
        assertPrintable(NAME);
        assertPrintable("compare", sound, sound);
        assertPrintable("compare", sound, broken);
        assertPrintable("plot", broken, "-o", temp.resolve("x.png"));
        assertPrintable("weights", "inspect", broken);
        assertPrintable("weights", "convert", broken, temp.resolve("x"));
        assertPrintable("profile", "diff", broken, missing);
    }

    private static void assertPrintable(Object... arguments) {
        Run run = Run.of(arguments);
        String printed = run.out() + run.err();
        assertFalse(printed.isEmpty());
        assertFalse(printed.matches("(?s).*[\\p{Cc}&&[^\n\t]].*"), printed);
        assertFalse(printed.matches("(?sm).*^quietline: all is well.*"), printed);
    }

    @Test
    void replacesCodesOfTwoBytesAndReversals() {
        assertEquals("a?2J?b", ReportText.printable("a\u009b2J\u202eb"));
        assertEquals("mi\u200cravam, l\u00e4rm", ReportText.printable("mi\u200cravam, l\u00e4rm"));
    }

    @Test
    void replacesCodesOnStatusLine() throws Exception {
        StringWriter screen = new StringWriter();
        System.setProperty("quietline.terminal", "true");
        try (Console console = new Console(null)) {
            TerminalLine line =
                    new TerminalLine(new PrintWriter(screen), () -> "x\u0007", console, 0);
            while (screen.getBuffer().indexOf("?") < 0) {
                Thread.sleep(1);
            }
            line.print("y\u001b[2J");
            line.close();
        } finally {
            System.clearProperty("quietline.terminal");
        }
        assertEquals(-1, screen.getBuffer().indexOf("\u0007"));
        assertTrue(screen.toString().endsWith("\u001b[Jy?[2J" + System.lineSeparator()));
    }
}
