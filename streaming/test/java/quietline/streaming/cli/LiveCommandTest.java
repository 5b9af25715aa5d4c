package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code live} as far as no sound server is needed. */
class LiveCommandTest {

    @Test
    void refusesInvalidOptionsOfLive() {
        Run.of("live", "--virtual-mic", "-o", "x")
                .failsWithHelp("help live", "--virtual-mic and --output exclude each other");
        Run.of("live", "--buffer", "3")
                .failsWithHelp(
                        "help live",
                        "--buffer: reserve must be between 128 and 4000 samples at 16 kHz, got 3");
        Run.of("live", "--stats-interval", "0")
                .failsWithHelp("help live", "--stats-interval must be greater than 0, got 0.0");
        assertEquals(2, Run.of("live", "--latency", "none").exitCode());
        Run.of("live", "--seconds", "-1")
                .failsWithHelp("help live", "--seconds must be greater than 0, got -1.0");
        Run.of("live", "--virtual-mic=")
                .failsWithHelp(
                        "help live", "--virtual-mic needs a name that is not blank, or none");
        Run.of("live", "--record-input", "x", "--record-output", "./x")
                .failsWithHelp(
                        "help live", "--record-input and --record-output must be different files");
    }

    @Test
    void refusesImpossibleRecordings(@TempDir Path folder) throws Exception {
        Path there = Files.writeString(folder.resolve("there.wav"), "mine");
        Path fresh = folder.resolve("fresh.wav");
        Run.of("live", "--record-input", fresh, "--record-output", there)
                .fails(1, there + ": already exists; use --force to replace it");
        assertEquals("mine", Files.readString(there));
        assertFalse(Files.exists(fresh));
        Path nowhere = folder.resolve("none/out.wav");
        Run.of("live", "--record-output", nowhere)
                .fails(1, nowhere + ": no such folder: " + nowhere.getParent());
    }

    @Test
    void listsDevicesIfOneIsUnknown() {
        Run.of("live", "--input", "no such microphone")
                .failsBeginning("input 'no such microphone': no such device; available: ");
    }
}
