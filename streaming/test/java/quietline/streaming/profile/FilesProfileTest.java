package quietline.streaming.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import quietline.Enhancer;
import quietline.streaming.io.Recording;
import quietline.streaming.io.Recordings;

/** How fast is the machine's business; that all is done, told and tidied away is ours. */
class FilesProfileTest {

    private static final Path RECORDING = Path.of("../samples/keyboard.wav");
    private static final ProfileSettings BRIEF =
            new ProfileSettings(Enhancer.defaultWeights(), HopSound.noise(), 0, 1);

    @Test
    void tellsWhatOneThreadDoesAndWhatSeveralDo() throws IOException {
        Set<Path> before = temporary();
        ProfileReport report;
        try (FilesWork work = new FilesWork(BRIEF, Optional.of(RECORDING), 3)) {
            report = new FilesProfile(BRIEF, work, 3).run();
            assertEquals(
                    "24 a turn, each 5.0 s; WAV, 16000 Hz, 16-bit integer",
                    report.facts().get("recordings"));
            assertEquals(24, newest(before).size(), "all were written");
        }
        assertEquals(before, temporary(), "a folder is left behind");
        ReportTable table = report.tables().get(0);
        assertEquals("3 threads", table.columns().get(2).title());
        List<Object> recordings = table.rows().get(0);
        double one = (Double) recordings.get(1);
        double all = (Double) recordings.get(2);
        assertEquals(all / one, (Double) recordings.get(3), 1e-3 * all / one, "of one round");
        assertEquals(3600e9, report.metrics().get("hour-one-thread").value() * one, 1e6);
        assertEquals(3600e9, report.metrics().get("hour").value() * all, 1e6);
        List<Object> products = table.rows().get(1);
        assertTrue((Double) products.get(3) > 0, products.toString());
        assertNull(recordings.get(4), "one round tells no bounds");
        assertNull(products.get(4), "one round tells no bounds");
        assertTrue(report.remarks().get(0).startsWith("Fewer than 5 rounds"));
    }

    @Test
    void enoughRoundsTellBounds() throws IOException {
        ProfileSettings rounds =
                new ProfileSettings(Enhancer.defaultWeights(), HopSound.noise(), 0, 2_500_000_000L);
        try (FilesWork work = new FilesWork(rounds, Optional.of(RECORDING), 2)) {
            ProfileReport report = new FilesProfile(rounds, work, 2).run();
            int count = Integer.parseInt(report.facts().get("measured").split(" ")[0]);
            for (List<Object> row : report.tables().get(0).rows()) {
                assertEquals(count >= 5, row.get(4) != null, count + " rounds");
            }
            assertEquals(count < 5, !report.remarks().isEmpty());
        }
    }

    @Test
    void noiseIsWrittenForWhoHasNoRecording() throws IOException {
        Set<Path> before = temporary();
        FilesWork work = new FilesWork(BRIEF, Optional.empty(), 1);
        try {
            Path noise = newest(before).get(0);
            assertEquals("noise.wav", noise.getFileName().toString());
            try (Recording recording = Recordings.open(noise)) {
                assertEquals(120 * 16_000, recording.promisedInstants());
                float[] some = new float[4000];
                assertEquals(some.length, recording.read(some, 0, some.length));
                assertEquals(HopSound.noise().samples()[3000], some[3000], 1e-4f);
            }
        } finally {
            work.close();
        }
        assertEquals(before, temporary());
    }

    @Test
    void whatCannotBeCleanedIsSaid() throws IOException {
        Path none = Path.of("none.wav");
        try (FilesWork work = new FilesWork(BRIEF, Optional.of(none), 2)) {
            IOException e = assertThrows(IOException.class, () -> work.nanos(2));
            assertEquals("none.wav: no such file", e.getMessage());
        }
    }

    private static Set<Path> temporary() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("quietline-profile"))
                    .collect(Collectors.toSet());
        }
    }

    /** What is in the folder that was not there. */
    private static List<Path> newest(Set<Path> before) throws IOException {
        Set<Path> now = temporary();
        now.removeAll(before);
        assertEquals(1, now.size());
        try (Stream<Path> files = Files.list(now.iterator().next())) {
            return files.toList();
        }
    }
}
