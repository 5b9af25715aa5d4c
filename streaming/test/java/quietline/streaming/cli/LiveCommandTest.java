package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be tried on any machine; the rest needs a sound server. */
class LiveCommandTest {

    @Test
    void whatIsNotUnderstoodIsOneLine() {
        Run.of("live", "--virtual-mic", "-o", "x")
                .fails(2, "--virtual-mic takes the place of --output; see 'quietline help live'");
        Run.of("live", "--buffer", "3")
                .fails(
                        2,
                        "invalid value for option '--buffer': the reserve lies between 128 and"
                                + " 4000 samples at 16 kHz, it cannot be 3; see 'quietline help"
                                + " live'");
        Run.of("live", "--stats-interval", "0")
                .fails(
                        2,
                        "--stats-interval is a number of seconds above 0; see 'quietline help"
                                + " live'");
        assertEquals(2, Run.of("live", "--latency", "none").exitCode());
        Run.of("live", "--seconds", "-1")
                .fails(2, "--seconds is a number of seconds above 0; see 'quietline help live'");
        Run.of("live", "--virtual-mic=")
                .fails(2, "--virtual-mic needs a name, or none at all; see 'quietline help live'");
        Run.of("live", "--record-input", "x", "--record-output", "x")
                .fails(
                        2,
                        "--record-input and --record-output are one file; see 'quietline help"
                                + " live'");
    }

    @Test
    void aRecordingThatCannotBeWrittenIsOneLineAndLeavesNothing(@TempDir Path folder)
            throws Exception {
        Path there = Files.writeString(folder.resolve("there.wav"), "mine");
        Path fresh = folder.resolve("fresh.wav");
        Run.of("live", "--record-input", fresh.toString(), "--record-output", there.toString())
                .fails(1, there + ": exists already; --force replaces it");
        assertEquals("mine", Files.readString(there));
        assertFalse(Files.exists(fresh));
        Path nowhere = folder.resolve("none/out.wav");
        Run.of("live", "--record-output", nowhere.toString())
                .fails(1, nowhere + ": its folder does not exist");
    }

    @Test
    void aDeviceThatIsNotThereIsNamedWithThoseThatAre() {
        Run run = Run.of("live", "--input", "no such microphone");
        assertEquals(1, run.exitCode());
        String line = "quietline: input 'no such microphone': no such device; there is ";
        assertTrue(run.err().startsWith(line), run.err());
    }
}
