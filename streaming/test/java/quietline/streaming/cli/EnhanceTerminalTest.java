package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.streaming.io.WavBytes;

/** Arguments typed at a terminal: {@code -} without a pipe, and names that begin with a dash. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EnhanceTerminalTest {

    @TempDir private Path folder;

    @BeforeEach
    void writeRecording() throws IOException {
        Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 8000)));
    }

    private Run run(ProcessBuilder builder) throws Exception {
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
        try {
            byte[] printed = process.getInputStream().readAllBytes();
            String text = new String(printed, StandardCharsets.ISO_8859_1);
            return new Run(process.waitFor(), "", text);
        } finally {
            process.destroy();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    enhance - -o out.wav                | sound is not read from a terminal; see 'quietline help enhance'
                    enhance --raw s16le:16000:1 - -o -  | sound is not read from a terminal; see 'quietline help enhance'
                    enhance in.wav -o -                 | sound is not written to a terminal; see 'quietline help enhance'
                    plot in.wav -o -                    | a picture is not written to a terminal; see 'quietline help plot'
                    """)
    void refusesTerminal(String arguments, String line) throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/script")), "needs script");
        String command =
                Child.of(List.of(), (Object[]) arguments.split(" ")).command().stream()
                        .map(word -> "'" + word + "'")
                        .collect(Collectors.joining(" "));
        Run run = run(new ProcessBuilder("script", "-qec", command, "/dev/null"));
        assertEquals("quietline: " + line, run.err().strip());
        assertEquals(2, run.exitCode());
    }

    @Test
    void namesWithDashFollowTwoDashes() throws Exception {
        Files.copy(folder.resolve("in.wav"), folder.resolve("-dash.wav"));
        Run run = run(Child.of(List.of(), "enhance", "-q", "-o", "out.wav", "--", "-dash.wav"));
        assertEquals(new Run(0, "", ""), run);
        assertTrue(Files.exists(folder.resolve("out.wav")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-dash.wav", "-new.wav", "-out.wav"})
    void saysHowToNameFileWithDash(String name) throws Exception {
        Files.copy(folder.resolve("in.wav"), folder.resolve(name));
        Run run = run(Child.of(List.of(), "enhance", name));
        String end = "; if '%1$s' is meant as a file, write ./%1$s or put -- before it";
        assertTrue(run.err().strip().endsWith(end.formatted(name)), run.err());
        assertEquals(2, run.exitCode());
    }
}
