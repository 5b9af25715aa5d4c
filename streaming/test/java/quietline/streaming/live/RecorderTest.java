package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.Samples;
import quietline.streaming.live.LiveEvent.Kind;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RecorderTest {

    private static final LiveFormat NARROW = new LiveFormat(16_000, 1);

    @TempDir private Path folder;

    private final List<LiveEvent> events = new CopyOnWriteArrayList<>();

    private FailingDisk disk(Path path) throws Exception {
        return new FailingDisk(Samples.create(path));
    }

    private static float[] hop(int number) {
        float[] hop = new float[256];
        for (int i = 0; i < hop.length; i++) {
            hop[i] = number * 256 % 30_000 / 32_768f;
        }
        return hop;
    }

    @Test
    void keepsSamplesWrittenBeforeDiskIsFull() throws Exception {
        Path path = folder.resolve("full.wav");
        FailingDisk disk = disk(path);
        disk.roomBytes = 100_001;
        Recorder recorder = new Recorder(disk.channel(), "full.wav", NARROW, 0, events::add);
        recorder.start();
        for (int i = 0; events.isEmpty(); i++) {
            recorder.offer(hop(i));
            // The ring holds twice as much.
            while (events.isEmpty() && 512L * i - Files.size(path) > 65_536) {
                Thread.sleep(1);
            }
        }
        for (int i = 0; i < 2000; i++) {
            recorder.offer(hop(i));
        }
        recorder.close(System.nanoTime() + TimeUnit.SECONDS.toNanos(50));
        assertTrue(recorder.failed());
        assertEquals(1, events.size(), events.toString());
        assertEquals(Kind.RECORDING_FAILED, events.get(0).kind());
        assertEquals("full.wav: " + FailingDisk.FULL, events.get(0).message());
        float[] read = Samples.readAll(path);
        assertTrue(read.length > 40_000 && read.length < 50_000, read.length + " samples");
        for (int i = 0; i < read.length; i++) {
            assertEquals(hop(i / 256)[0], read[i], 1e-4, "sample " + i);
        }
    }

    @Test
    void doesNotWaitForHangingDisk() throws Exception {
        FailingDisk disk = disk(folder.resolve("slow.wav"));
        Recorder recorder = new Recorder(disk.channel(), "slow.wav", NARROW, 0, events::add);
        recorder.start();
        disk.hang();
        for (int i = 0; i < 1000; i++) {
            recorder.offer(hop(i));
        }
        assertTrue(recorder.lostSamples() > 0, "the ring is full");
        assertFalse(recorder.failed());
        recorder.close(System.nanoTime());
        assertEquals(
                List.of("slow.wav: disk too slow; the last seconds may be missing"),
                events.stream().map(LiveEvent::message).toList());
        disk.release();
    }
}
