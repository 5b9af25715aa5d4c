package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavReader;
import quietline.streaming.live.ClockedMicrophone.Hanging;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Runs a session with its threads in real time; device behaviour is tested in simulated time. Tests
 * that need the machine to keep up are tagged slow.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LiveSessionTest {

    private final ClockedMicrophone microphone = new ClockedMicrophone();
    private final ClockedSpeaker speaker = new ClockedSpeaker();
    private final List<LiveEvent> events = new CopyOnWriteArrayList<>();
    private final LiveSession session =
            new LiveSession(microphone, speaker, enhancer(), LatencyPolicy.SAFE, events::add);

    private static LiveEnhancer enhancer() {
        return new LiveEnhancer(Enhancer::create, new LiveFormat(48_000, 2));
    }

    @AfterEach
    void stop() throws InterruptedException {
        session.stop();
        microphone.release();
        await(() -> threads().isEmpty());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("quietline-"))
                .toList();
    }

    @Test
    @Tag("slow")
    void runsAndReportsStatistics() throws Exception {
        session.start();
        await(() -> session.statistics().hops() > 60 && speaker.heard > 16_000);
        LiveStatistics now = session.statistics();
        assertTrue(now.inputConnected() && now.outputConnected());
        assertEquals(0.25, now.inputPeak(), 0.01);
        assertEquals(0.25 / Math.sqrt(2), now.inputRms(), 0.03);
        assertTrue(now.processingP50Micros() > 0);
        assertTrue(now.processingP99Micros() >= now.processingP50Micros());
        assertTrue(now.processingMaxMicros() >= now.processingP99Micros());
        assertTrue(now.latencyMillis() > 32, now.toString());
        assertTrue(now.uptimeSeconds() > 0.9);
        assertEquals(
                List.of(Kind.OUTPUT_OPENED, Kind.INPUT_OPENED),
                events.stream().map(LiveEvent::kind).toList());
    }

    @Test
    void enhancesUntilStopped() throws Exception {
        session.start();
        await(() -> session.statistics().hops() > 20 && speaker.heard > 4000);
        assertEquals(0.25, session.statistics().inputPeak(), 0.01);
        session.stop();
        await(() -> threads().isEmpty());
        assertFalse(session.statistics().inputConnected());
    }

    @Test
    void hasNotRunBeforeItsStart() {
        assertEquals(0, session.statistics().uptimeSeconds());
    }

    /** There they ask for priority. */
    @Test
    void preparesAudioThreadsBeforeDevicesOpen() {
        List<String> prepared = new CopyOnWriteArrayList<>();
        session.start(() -> prepared.add(Thread.currentThread().getName() + events));
        for (String thread : List.of("capture", "enhance", "playback")) {
            assertTrue(prepared.contains("quietline-" + thread + "[]"), prepared.toString());
        }
        assertEquals(3, prepared.size(), prepared.toString());
    }

    @Test
    void endsByFailureOfThreadThatPrepares() {
        session.start(
                () -> {
                    throw new IllegalStateException("not prepared");
                });
        assertThrows(IllegalStateException.class, () -> session.awaitEnd(60_000));
    }

    @Test
    @Tag("slow")
    void endsAllThreadsOnStop() throws Exception {
        session.start();
        await(() -> speaker.heard > 2000);
        session.stop();
        assertEquals(List.of(), threads());
        assertFalse(session.statistics().inputConnected());
    }

    @Test
    void reopensHangingLine() throws Exception {
        session.start();
        await(() -> speaker.heard > 2000);
        microphone.hanging = Hanging.UNTIL_CLOSED;
        await(() -> microphone.opened > 1);
        microphone.hanging = Hanging.NO;
        long hops = session.statistics().hops();
        await(() -> session.statistics().hops() > hops + 10);
        List<LiveEvent> lost =
                events.stream().filter(event -> event.kind() == Kind.INPUT_LOST).toList();
        assertFalse(lost.isEmpty());
        for (LiveEvent event : lost) {
            assertEquals("microphone: hangs; retrying every 0.5 s", event.message());
        }
    }

    @Test
    void waitsForSlowDriver() throws Exception {
        session.start();
        await(() -> speaker.heard > 2000);
        microphone.closingMillis = 200;
        microphone.hanging = Hanging.UNTIL_CLOSED;
        await(() -> microphone.blocked);
        session.stop();
        assertFalse(
                events.stream().anyMatch(event -> event.message().contains("abandoned")),
                events.toString());
    }

    @Test
    @Tag("slow")
    void stopsDespiteHangingDriver() throws Exception {
        session.start();
        await(() -> speaker.heard > 2000);
        microphone.hanging = Hanging.FOR_EVER;
        await(() -> events.stream().anyMatch(event -> event.kind() == Kind.INPUT_LOST));
        session.stop();
        assertEquals(
                "microphone: driver not responding; abandoned",
                events.get(events.size() - 1).message());
        assertEquals(1, microphone.opened, "opened");
    }

    @Test
    void endsWithInput() throws Exception {
        microphone.lastSample = 8000;
        session.start();
        assertTrue(session.awaitEnd(50_000));
        LiveStatistics end = session.statistics();
        assertTrue(end.hops() + end.droppedHops() >= 8000 / 256 + 1, end.toString());
    }

    @Test
    void reportsInternalErrors() {
        LiveSession faulty =
                new LiveSession(
                        microphone,
                        speaker,
                        enhancer(),
                        LatencyPolicy.LOW,
                        event -> {
                            throw new IllegalArgumentException("thrown by the listener");
                        });
        faulty.start();
        Throwable fault = assertThrows(IllegalStateException.class, () -> faulty.awaitEnd(50_000));
        assertEquals("thrown by the listener", fault.getCause().getMessage());
        faulty.stop();
    }

    @Test
    @Tag("slow")
    void recordsInputAndOutputAligned(@TempDir Path folder) throws Exception {
        Path input = folder.resolve("in.wav");
        Path output = folder.resolve("out.wav");
        session.setBypass(true);
        session.start();
        await(() -> session.statistics().hops() > 2);
        session.record(input, output, false);
        assertTrue(session.statistics().recording());
        // Read during writing, as after a kill.
        await(() -> promised(input) > 8000);
        assertThrows(AudioException.class, () -> session.record(input, null, false));
        session.record(folder.resolve("other.wav"), null, false);
        float[] in = Samples.readAll(input);
        float[] out = Samples.readAll(output);
        assertTrue(in.length > out.length && in.length <= out.length + 3000);
        assertArrayEquals(Arrays.copyOf(in, out.length), out, 2e-4f);
        assertEquals(0, session.statistics().lostRecordedSamples());
        session.stop();
        assertFalse(session.statistics().recording());
    }

    private static long promised(Path file) {
        try {
            byte[] head = Files.readAllBytes(file);
            return new WavReader(new ByteArrayInputStream(head), "head").promisedInstants();
        } catch (IOException e) {
            return 0;
        }
    }
}
