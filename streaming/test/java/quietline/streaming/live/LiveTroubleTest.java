package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quietline.Enhancer;
import quietline.streaming.live.LiveEvent.Kind;
import quietline.streaming.live.SimulatedMicrophone.Failure;

/** Runs a session in simulated time on devices that fail. Long: one test for each failure. */
class LiveTroubleTest {

    private static final int RATE = Enhancer.SAMPLE_RATE;

    private static SimulatedSession session(double ppm, double lateSeconds) {
        return SimulatedSession.of(ppm, lateSeconds, true, LatencyPolicy.LOW);
    }

    /** Jitter, stalls of all three threads, clock drift, and 50 device failures. */
    @Test
    void survivesHalfAnHourOfFailures() {
        SimulatedSession session = session(200, 0.006);
        session.speaker.stores = false;
        Random random = new Random(5);
        SoundPath path = session.engine.path;
        for (int round = 0; round < 50; round++) {
            session.run(10);
            session.workerStalledUntil = session.now + milliseconds(random.nextInt(300));
            session.run(5);
            session.microphone.stallUntil(session.now + milliseconds(random.nextInt(300)));
            session.run(5);
            session.speaker.stallUntil(session.now + milliseconds(random.nextInt(300)));
            session.run(5);
            if (round % 2 == 0) {
                session.microphone.fail(Failure.values()[1 + round / 2 % 3]);
                session.run(10 * random.nextDouble());
                session.microphone.fail(Failure.NONE);
            } else {
                session.speaker.dead = true;
                session.run(10 * random.nextDouble());
                session.speaker.dead = false;
            }
            session.run(1);
            long silence = path.silenceSamples.get();
            for (int i = 0; i < 9; i++) {
                session.run(1);
                assertTrue(session.delaySeconds() < 0.35, session.delaySeconds() + " s");
            }
            long more = path.silenceSamples.get() - silence;
            assertTrue(more < RATE / 10, more + " samples of silence after round " + round);
        }
        assertTrue(session.now - SimulatedSession.START > 1.8e12, "half an hour");
        assertEquals(25, session.engine.supervisor.output().reconnects());
        // 17 of its 25 failures are not just zeros; some may be too short to be noticed.
        long back = session.engine.supervisor.input().reconnects();
        assertTrue(back >= 15 && back <= 17, back + " times");
        assertCountsAreExact(session);
    }

    private static long milliseconds(int count) {
        return count * 1_000_000L;
    }

    private static void assertCountsAreExact(SimulatedSession session) {
        SoundAccounts.assertExact(session.engine.path, session.microphone.given, 0);
    }

    /** One event on loss, one on return, and audio within a second. */
    @ParameterizedTest
    @EnumSource(names = {"THROWS", "GIVES_NOTHING", "GIVES_ZEROS"})
    void reopensLostMicrophone(Failure failure) {
        SimulatedSession session = session(0, 0);
        session.run(10);
        session.events.clear();
        session.microphone.fail(failure);
        session.run(20.3);
        Kind lost = failure == Failure.GIVES_ZEROS ? Kind.INPUT_SILENT : Kind.INPUT_LOST;
        assertTrue(session.kinds().contains(lost));
        assertTrue(session.events.size() <= 2, session.events.toString());
        assertTrue(!session.kinds().contains(Kind.INPUT_BACK));
        long underruns = session.engine.path.underruns.get();
        assertTrue(underruns <= 1, underruns + " underruns");
        session.microphone.fail(Failure.NONE);
        session.run(1);
        assertEquals(Kind.INPUT_BACK, session.events.get(session.events.size() - 1).kind());
        session.assertPlays();
        assertEquals(0, session.engine.path.underruns.get() - underruns);
    }

    /** The microphone may be muted or disconnected, so it is reopened every 0.5 s. */
    @Test
    void reopensMicrophoneThatSendsZerosAndReportsItOnce() {
        SimulatedSession session = session(0, 0);
        session.run(10);
        session.events.clear();
        session.microphone.fail(Failure.GIVES_ZEROS);
        session.run(1.3);
        assertEquals(2, session.microphone.opened, "reopened at once");
        session.run(600);
        int opened = session.microphone.opened;
        assertTrue(opened > 830 && opened < 1210, opened + " times");
        session.microphone.fail(Failure.NONE);
        session.run(1);
        assertEquals(List.of(Kind.INPUT_SILENT, Kind.INPUT_BACK), session.kinds());
        assertEquals(0, session.engine.supervisor.input().reconnects(), "reconnects");
        session.assertPlays();
    }

    /** This line reports when it is disconnected, so zeros mean that it is muted. */
    @Test
    void leavesMutedMicrophoneOpen() {
        SimulatedSession session = session(0, 0);
        session.microphone.failsWhenLost = true;
        session.run(10);
        session.events.clear();
        SimulatedMicrophone.Sound sound = session.microphone.sound;
        session.microphone.sound = sample -> 0;
        session.run(20);
        session.microphone.sound = sound;
        session.run(1);
        assertEquals(List.of(Kind.INPUT_SILENT, Kind.INPUT_BACK), session.kinds());
        assertEquals(1, session.microphone.opened);
    }

    @Test
    void reopensLostSpeakerWithoutOldAudio() {
        SimulatedSession session = session(0, 0);
        session.run(10);
        session.events.clear();
        session.speaker.dead = true;
        session.run(5.2);
        assertEquals(2, session.events.size(), session.events.toString());
        session.speaker.dead = false;
        session.run(1);
        assertEquals(
                List.of(Kind.OUTPUT_LOST, Kind.OUTPUT_LOST, Kind.OUTPUT_BACK), session.kinds());
        assertTrue(session.delaySeconds() < 0.05, session.delaySeconds() + " s");
    }

    @Test
    void waitsForMissingDevices() {
        SimulatedSession session = session(0, 0);
        session.microphone.fail(Failure.THROWS);
        session.speaker.dead = true;
        session.run(5);
        assertEquals(2, session.events.size(), session.events.toString());
        session.microphone.fail(Failure.NONE);
        session.speaker.dead = false;
        session.run(1);
        assertEquals(4, session.events.size(), session.events.toString());
        session.assertPlays();
    }

    @Test
    void keepsDelayAfterStall() {
        SimulatedSession session = session(0, 0);
        session.run(10);
        double before = session.delaySeconds();
        session.workerStalledUntil = session.now + milliseconds(2000);
        session.run(3);
        assertEquals(1, session.engine.path.underruns.get());
        assertEquals(1, session.engine.path.overruns.get());
        assertTrue(session.engine.path.droppedHops() >= 8, "dropped");
        assertEquals(before, session.delaySeconds(), 0.02);
        assertCountsAreExact(session);
    }

    @Test
    void dropsNothingInShortStall() {
        SimulatedSession session = SimulatedSession.of(0, 0, true, new LatencyPolicy(4000));
        session.run(10);
        session.workerStalledUntil = session.now + milliseconds(200);
        session.run(3);
        session.microphone.stallUntil(session.now + milliseconds(200));
        session.run(3);
        assertEquals(0, session.engine.path.underruns.get());
        assertEquals(0, session.engine.path.droppedHops());
        assertCountsAreExact(session);
    }

    /** The speaker ran empty without being given silence. */
    @Test
    void countsUnderrunOfSpeaker() {
        SimulatedSession session = session(0, 0);
        session.run(10);
        int target = session.engine.playout.targetSamples();
        session.playbackStalledUntil = session.now + milliseconds(100);
        session.run(1);
        assertEquals(1, session.speaker.ranDry);
        assertEquals(1, session.engine.path.underruns.get());
        assertEquals(target + Playout.BURST, session.engine.playout.targetSamples());
        assertTrue(session.delaySeconds() < 0.1, session.delaySeconds() + " s");
        assertCountsAreExact(session);
    }

    @Test
    void keepsSilenceQueued() {
        SimulatedSession session = session(0, 0);
        session.microphone.fail(Failure.THROWS);
        session.run(1);
        double least = session.engine.playout.targetSamples() / 2.0 / RATE;
        for (int i = 0; i < 200; i++) {
            session.run(0.005);
            double queued = session.speaker.queuedSeconds();
            assertTrue(queued >= least - 0.002, queued + " s");
        }
        session.microphone.fail(Failure.NONE);
        session.run(1);
        assertTrue(session.delaySeconds() < 0.05, session.delaySeconds() + " s");
    }

    @Test
    void dropsAudioFromBeforeSleep() {
        SimulatedSession session = session(0, 0);
        session.run(10);
        session.events.clear();
        session.now += 3_600_000_000_000L;
        session.run(1);
        assertTrue(session.kinds().contains(Kind.WOKE));
        assertTrue(session.delaySeconds() < 0.05, session.delaySeconds() + " s");
        session.assertPlays();
    }

    @Test
    void doesNotMistakeSlowOpeningForSleep() {
        SimulatedSession session = session(0, 0);
        session.speaker.opensIn = milliseconds(5000);
        session.run(10);
        assertEquals(List.of(Kind.OUTPUT_OPENED, Kind.INPUT_OPENED), session.kinds());
    }

    @Test
    void reportsUnsupportedFormatAndClosesLine() {
        SimulatedSession session = new SimulatedSession();
        session.devices(4000, 1, 0, 0, true);
        session.build(SimulatedSession.delayByOneHop(), LatencyPolicy.LOW);
        session.run(2);
        assertEquals(2, session.events.size(), session.events.toString());
        String message = session.events.get(1).message();
        assertTrue(message.startsWith("microphone: cannot be opened"), message);
        assertTrue(message.contains("4000 Hz"), message);
        assertEquals(session.microphone.opened, session.microphone.closed);
    }

    /** Plays a tone, in which each drop or silence without a fade would be a step. */
    @Test
    void causesNoClicks() {
        SimulatedSession session = session(0, 0);
        double turn = 2 * Math.PI * 200 / RATE;
        session.microphone.sound = n -> 0.5f * (float) Math.sin(turn * n);
        for (int i = 0; i < 20; i++) {
            session.run(1.03);
            session.workerStalledUntil = session.now + milliseconds(40 + 10 * i);
            session.run(1.03);
            session.speaker.stallUntil(session.now + milliseconds(100 + 10 * i));
        }
        assertTrue(session.engine.path.underruns.get() >= 15);
        assertTrue(session.engine.path.droppedHops() >= 15);
        float[] heard = session.speaker.heard;
        double steepest = 0.5 * turn;
        for (int i = 1; i < session.speaker.heardCount; i++) {
            double step = Math.abs(heard[i] - heard[i - 1]);
            assertTrue(step < 2.5 * steepest, "a step of " + step + " at " + i);
        }
    }
}
