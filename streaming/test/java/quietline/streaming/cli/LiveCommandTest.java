package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code live} as far as no sound server is needed. */
class LiveCommandTest {

    @Test
    void refusesInvalidOptionsOfLive() {
        Run.of("live", "--virtual-mic", "-o", "x")
                .fails(
                        2,
                        "--virtual-mic and --output exclude each other; see 'quietline help live'");
        Run.of("live", "--buffer", "3")
                .fails(
                        2,
                        "--buffer: reserve must be between 128 and"
                                + " 4000 samples at 16 kHz, got 3; see 'quietline help live'");
        Run.of("live", "--stats-interval", "0")
                .fails(
                        2,
                        "--stats-interval must be greater than 0, got 0.0; see 'quietline help"
                                + " live'");
        assertEquals(2, Run.of("live", "--latency", "none").exitCode());
        Run.of("live", "--seconds", "-1")
                .fails(2, "--seconds must be greater than 0, got -1.0; see 'quietline help live'");
        Run.of("live", "--virtual-mic=")
                .fails(
                        2,
                        "--virtual-mic needs a name that is not blank, or none; see 'quietline help live'");
        Run.of("live", "--record-input", "x", "--record-output", "x")
                .fails(
                        2,
                        "--record-input and --record-output must be different files; see 'quietline"
                                + " help live'");
    }

    @Test
    void refusesImpossibleRecordings(@TempDir Path folder) throws Exception {
        Path there = Files.writeString(folder.resolve("there.wav"), "mine");
        Path fresh = folder.resolve("fresh.wav");
        Run.of("live", "--record-input", fresh.toString(), "--record-output", there.toString())
                .fails(1, there + ": already exists; use --force to replace it");
        assertEquals("mine", Files.readString(there));
        assertFalse(Files.exists(fresh));
        Path nowhere = folder.resolve("none/out.wav");
        Run.of("live", "--record-output", nowhere.toString())
                .fails(1, nowhere + ": no such folder: " + nowhere.getParent());
    }

    @Test
    void listsDevicesIfOneIsUnknown() {
        Run run = Run.of("live", "--input", "no such microphone");
        assertEquals(1, run.exitCode());
        String line = "quietline: input 'no such microphone': no such device; available: ";
        assertTrue(run.err().startsWith(line), run.err());
    }
}
