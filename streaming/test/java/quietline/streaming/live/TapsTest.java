package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.FileNames;
import quietline.streaming.io.Samples;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TapsTest {

    private static final LiveFormat NARROW = new LiveFormat(LiveFormat.NARROW, 1);

    @TempDir private Path folder;

    private final List<LiveEvent> events = new ArrayList<>();
    private final Taps taps = new Taps(NARROW, 256, events::add);
    private Path fresh;
    private Path impossible;

    @BeforeEach
    void name() {
        fresh = folder.resolve("fresh.wav");
        impossible = folder.resolve("none/out.wav");
    }

    private void assertImpossible(Path input) {
        assertRefused(
                impossible + ": no such folder: " + impossible.getParent(),
                () -> taps.record(input, impossible, true));
        assertFalse(taps.isRecording());
    }

    @Test
    void deletesNewFileIfOtherCannotBeOpened() {
        assertImpossible(fresh);
        assertFalse(Files.exists(fresh));
    }

    @Test
    void keepsExistingFileIfOtherCannotBeOpened() throws IOException {
        Files.writeString(fresh, "mine");
        assertImpossible(fresh);
        assertEquals("mine", Files.readString(fresh));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsDeviceIfOtherCannotBeOpened() throws IOException {
        Path device = Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null"));
        assertImpossible(device);
        Files.delete(device);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNothingOpenOnFullDisk() throws IOException {
        Path full = Path.of("/dev/full");
        assertRefused("/dev/full: No space left on device", () -> taps.record(fresh, full, true));
        assertEquals(List.of(), FileNames.in(folder));
        assertEquals(List.of(), openFiles("/dev/full"));
        assertEquals(List.of(), openFiles(fresh.toString()));
    }

    private static List<Path> openFiles(String name) throws IOException {
        List<Path> open = new ArrayList<>();
        try (var links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link)
                        && Files.readSymbolicLink(link).toString().startsWith(name)) {
                    open.add(link);
                }
            }
        }
        return open;
    }

    /** Stops while the worker offers a hop to the second recording. */
    @Test
    void endsBothRecordingsWithSameHop() throws Exception {
        CountDownLatch offering = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        Path other = folder.resolve("other.wav");
        Recorder input = new Recorder(Samples.create(fresh), "input", NARROW, 0, events::add);
        Recorder output =
                new Recorder(Samples.create(other), "output", NARROW, 0, events::add) {
                    @Override
                    void offer(float[] hop) {
                        offering.countDown();
                        await(stopping);
                        super.offer(hop);
                    }
                };
        taps.start(input, output);
        float[] hop = new float[256];
        Thread worker = new Thread(() -> taps.hop(hop, hop));
        worker.start();
        offering.await();
        Thread stop = new Thread(() -> taps.stop(System.nanoTime() + 50_000_000_000L));
        stop.start();
        // It must not end before the hop does.
        stop.join(300);
        stopping.countDown();
        worker.join();
        stop.join();
        assertEquals(256, Samples.readAll(fresh).length);
        assertEquals(256, Samples.readAll(other).length);
        assertEquals(List.of(), events);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
