package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.LiveEvent.Kind;

/** Runs a session in simulated time whose output is not always heard. */
class LiveRestTest {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final SimulatedSession session =
            SimulatedSession.of(0, 0.001, true, LatencyPolicy.NORMAL);

    private LiveStatistics statistics() {
        return session.engine.statistics(0, false, 1);
    }

    @Test
    void closesDevicesWhileNobodyHears() {
        session.run(5);
        session.hear(false);
        session.run(1.5);
        assertEquals(0, session.microphone.closed, "not at once");
        session.run(1);
        assertEquals(1, session.microphone.closed);
        LiveStatistics before = statistics();
        assertTrue(before.idle());
        assertFalse(before.inputConnected() || before.outputConnected());
        session.run(60);
        assertEquals(before.hops(), statistics().hops());
        assertEquals(1, session.microphone.opened);
    }

    @Test
    @Timeout(30)
    void wakesAudioThreadsBeforeSoundComes() throws InterruptedException {
        session.run(5);
        session.hear(false);
        session.run(3);
        SoundPath path = session.engine.path;
        Thread worker = new Thread(() -> path.enhanceSignal.await(MINUTE_NANOS));
        Thread playback = new Thread(() -> path.playbackSignal.await(MINUTE_NANOS));
        // Otherwise the speaker, which is opened too, would wake it.
        session.speaker.dead = true;
        for (Thread thread : List.of(worker, playback)) {
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
        }
        session.hear(true);
        session.engine.supervisor.step();
        worker.join();
        playback.join();
        assertFalse(statistics().idle());
    }

    /** Simulated devices open at once. */
    @Test
    void isBackWithin100Milliseconds() {
        session.microphone.sound = n -> 0.5f;
        session.run(5);
        for (int round = 0; round < 5; round++) {
            session.hear(false);
            session.run(3);
            session.microphone.sound = n -> -0.5f;
            int from = session.speaker.heardCount;
            session.hear(true);
            session.run(0.1);
            float least = 0;
            for (int i = from; i < session.speaker.heardCount; i++) {
                // The resampler rings a little.
                assertTrue(session.speaker.heard[i] < 0.05, "sound from before " + i);
                least = Math.min(least, session.speaker.heard[i]);
            }
            assertEquals(-0.5, least, 0.01);
            session.microphone.sound = n -> 0.5f;
            session.run(5);
        }
        LiveStatistics after = statistics();
        assertFalse(after.idle());
        assertEquals(0, after.droppedHops() + after.underruns() + after.overruns());
        assertEquals(0, after.inputReconnects() + after.outputReconnects());
        assertEquals(List.of(Kind.OUTPUT_OPENED, Kind.INPUT_OPENED), session.kinds());
    }

    @Test
    void hearsMicrophoneWhileSpeakerOpens() {
        session.run(5);
        session.speaker.opensIn = 80_000_000L;
        session.hear(false);
        session.run(3);
        session.microphone.sound = n -> 0.5f;
        int from = session.speaker.heardCount;
        session.hear(true);
        session.run(0.1);
        float most = 0;
        for (int i = from; i < from + LatencyPolicy.BURST_SAMPLES; i++) {
            most = Math.max(most, session.speaker.heard[i]);
        }
        assertEquals(0.5, most, 0.01, "in the first burst");
        session.run(5);
        LiveStatistics after = statistics();
        assertEquals(0, after.droppedHops() + after.underruns() + after.overruns());
    }

    @Test
    void recordingKeepsItAwake(@TempDir Path folder) throws IOException {
        session.hear(false);
        session.run(5);
        assertTrue(statistics().idle());
        session.engine.taps.record(folder.resolve("in.wav"), null, false);
        session.run(5);
        assertFalse(statistics().idle());
        session.engine.taps.stop(System.nanoTime() + MINUTE_NANOS);
        session.run(5);
        assertTrue(statistics().idle());
    }

    @Test
    void waitsForFirstMicrophoneWithoutListener() {
        session.microphone.fail(SimulatedMicrophone.Failure.THROWS);
        session.hear(false);
        session.run(10);
        assertFalse(statistics().idle());
        session.microphone.fail(SimulatedMicrophone.Failure.NONE);
        session.run(1);
        assertTrue(session.kinds().contains(Kind.INPUT_OPENED));
        session.run(3);
        assertTrue(statistics().idle());
    }

    @Test
    void reportsLossAfterRest() {
        session.run(5);
        session.hear(false);
        session.run(3);
        session.microphone.fail(SimulatedMicrophone.Failure.THROWS);
        session.hear(true);
        session.run(1);
        session.microphone.fail(SimulatedMicrophone.Failure.NONE);
        session.run(1);
        assertEquals(
                List.of(Kind.OUTPUT_OPENED, Kind.INPUT_OPENED, Kind.INPUT_LOST, Kind.INPUT_BACK),
                session.kinds());
        session.assertPlays();
    }
}
