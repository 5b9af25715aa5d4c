package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.Enhancer;
import quietline.dsp.VariableResampler;
import quietline.streaming.live.EnhanceStage.HopProcess;
import quietline.streaming.live.LiveEvent.Kind;

/** Runs a session in simulated time on devices that work. */
class LiveEngineTest {

    private static final int RATE = Enhancer.SAMPLE_RATE;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void playsSameSamplesAsOfflineEnhancement(boolean tellsQueue) {
        SimulatedSession session = new SimulatedSession();
        session.devices(RATE, 1, 0, 0.002, tellsQueue);
        Enhancer enhancer = Enhancer.create();
        session.build(enhancer::process, LatencyPolicy.LOW);
        session.run(20);
        SoundPath path = session.engine.path;
        assertEquals(0, path.underruns.get() + path.droppedHops() + path.overruns.get());
        assertEquals(0, session.speaker.ranDry);
        Enhancer offline = Enhancer.create();
        float[] hop = new float[Enhancer.HOP_SAMPLES];
        float[] expected = new float[18 * RATE];
        long first = session.microphone.firstSample();
        for (int at = 0; at + hop.length <= expected.length; at += hop.length) {
            for (int i = 0; i < hop.length; i++) {
                float fade = Math.min(1, (at + i + 0.5f) / LatencyPolicy.BURST_SAMPLES);
                hop[i] = session.microphone.sound.at(first + at + i) * fade;
            }
            offline.process(hop, 0, expected, at);
        }
        new VariableResampler(RATE, RATE).push(expected.clone(), 0, expected.length, expected, 0);
        // Skips the fade-in and the part dropped to start at the target.
        int from = RATE;
        int offset = offset(session.speaker.heard, from, expected);
        for (int i = from; i < 17 * RATE; i++) {
            assertEquals(expected[i - offset], session.speaker.heard[i], "sample " + i);
        }
    }

    private static int offset(float[] heard, int at, float[] expected) {
        for (int offset = 0; offset < at; offset++) {
            if (heard[at] == expected[at - offset] && heard[at + 1] == expected[at + 1 - offset]) {
                return offset;
            }
        }
        throw new AssertionError("the played audio does not occur in the offline enhancement");
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 1,     0, true",
        "48000, 2,   200, true",
        "48000, 1,  -200, false",
        "44100, 2, -1000, true",
        "22050, 1,  1000, false"
    })
    void keepsDelayDespiteClockDrift(int rate, int channels, double ppm, boolean tellsQueue) {
        SimulatedSession session = new SimulatedSession();
        session.devices(rate, channels, ppm, 0.001, tellsQueue);
        session.speaker.stores = false;
        session.build(SimulatedSession.delayByOneHop(), LatencyPolicy.NORMAL);
        session.run(60);
        long underruns = session.engine.path.underruns.get();
        for (int second = 0; second < 60; second++) {
            session.run(1);
            // The tolerance is a hop that may or may not be captured yet.
            int held = session.engine.path.bufferedSamples();
            int queued = tellsQueue ? (int) (RATE * session.speaker.queuedSeconds()) : 0;
            int target = session.engine.playout.targetSamples();
            assertEquals(target, held + queued, 256, session.engine.playout.driftPpm() + " ppm");
        }
        assertEquals(ppm, session.engine.playout.driftPpm(), 300);
        assertEquals(0, session.engine.path.droppedHops());
        assertEquals(0, session.engine.path.underruns.get() - underruns);
    }

    /** Samples left in the rings after a hop would only add delay. */
    @ParameterizedTest
    @CsvSource({
        "16000, 1, false",
        "22050, 1, false",
        "44100, 1, false",
        "48000, 1, false",
        "50000, 1, false",
        "16000, 1, true",
        "48000, 1, true",
        "16000, 2, true",
        "48000, 2, true",
        "50000, 2, true",
        "48000, 4, true"
    })
    void alignsHopsWithBursts(int rate, int periodBursts, boolean inBlocks) {
        SimulatedSession session = new SimulatedSession();
        session.periodBursts = periodBursts;
        session.devices(rate, 1, 0, 0.001, true);
        session.microphone.inBlocks = inBlocks;
        int[] most = new int[1];
        HopProcess later = SimulatedSession.delayByOneHop();
        session.build(
                (in, inOffset, out, outOffset) -> {
                    later.process(in, inOffset, out, outOffset);
                    SoundPath path = session.engine.path;
                    most[0] = Math.max(most[0], path.captured.size() + path.enhanced.size());
                },
                new LatencyPolicy(256 + 128 * periodBursts));
        // Blocks contain several hops, which are enhanced one after the other.
        int hops = Math.max(1, periodBursts / 2);
        for (int n = 0; n < 3; n++) {
            session.run(1);
            most[0] = 0;
            session.run(20);
            assertTrue(most[0] <= 4 + 256 * (hops - 1), most[0] + " samples wait");
            session.microphone.fail(SimulatedMicrophone.Failure.THROWS);
            session.run(0.7);
            session.microphone.failure = SimulatedMicrophone.Failure.NONE;
        }
        assertEquals(2, session.engine.supervisor.input().reconnects());
    }

    /** Starts at various times relative to the device's blocks. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 15, 20, 25, 30})
    void dropsNoHopAtStart(int milliseconds) {
        SimulatedSession session = new SimulatedSession();
        session.periodBursts = 4;
        session.devices(48_000, 1, 0, 0, true);
        session.microphone.inBlocks = true;
        session.now += milliseconds * 1_000_000L;
        session.build(SimulatedSession.delayByOneHop(), new LatencyPolicy(4000));
        session.run(5);
        assertEquals(0, session.engine.path.droppedHops());
        assertEquals(0, session.engine.path.underruns.get());
    }

    /** Measures the delay of a click by the devices' clocks. */
    @ParameterizedTest
    @CsvSource({
        "16000,  256,    0, true",
        "48000,  256,    0, true",
        "48000,  512,  200, true",
        "44100, 1536, -200, true",
        "48000,  512,    0, false",
        "16000,  256,  200, false"
    })
    void reportsTrueDelay(int rate, int reserve, double ppm, boolean tellsQueue) {
        SimulatedSession session = new SimulatedSession();
        session.devices(rate, 1, ppm, 0.001, tellsQueue);
        session.build(SimulatedSession.delayByOneHop(), new LatencyPolicy(reserve));
        session.microphone.sound = sample -> 1e-6f;
        session.run(30);
        for (int n = 0; n < 5; n++) {
            // Varies the click's position within hop and burst.
            long click = session.microphone.firstSample() + (30 + n) * rate + rate / 4 + 77 * n;
            session.microphone.sound = sample -> sample == click ? 0.9f : 1e-6f;
            session.run(0.8);
            double shown = session.engine.statistics(0, false, 1).latencyMillis();
            session.run(0.2);
            int heard = loudest(session.speaker.heard, session.speaker.heardCount - rate);
            double delay =
                    session.speaker.soundsAtSecond(heard) - session.microphone.sampleSecond(click);
            assertEquals(1000 * delay, shown, 1);
        }
    }

    private static int loudest(float[] heard, int from) {
        int loudest = Math.max(0, from);
        for (int i = loudest; i < heard.length; i++) {
            loudest = Math.abs(heard[i]) > Math.abs(heard[loudest]) ? i : loudest;
        }
        return loudest;
    }

    @Test
    void limitsSpeedOfDevicesWithoutClock() {
        SimulatedSession session = SimulatedSession.of(0, 0, false, LatencyPolicy.LOW);
        session.speaker.timeless = true;
        session.microphone.timeless = true;
        session.run(60);
        double played = (double) session.speaker.heardCount / RATE;
        assertEquals(61, played, 2);
        assertTrue(session.engine.path.captured.written() < 63 * RATE);
    }

    @ParameterizedTest
    @CsvSource({"16000, 1", "48000, 2"})
    void allocatesNothingPerHop(int rate, int channels) throws Throwable {
        SimulatedSession session = new SimulatedSession();
        session.devices(48000, 2, 200, 0.002, true);
        session.format = new LiveFormat(rate, channels);
        session.speaker.stores = false;
        session.build(new LiveEnhancer(Enhancer::create, session.format), LatencyPolicy.LOW);
        session.run(30);
        long hops = session.engine.path.hops.get();
        assertEquals(0, Allocation.leastOf(50, () -> session.run(1)));
        assertTrue(session.engine.path.hops.get() - hops > 60);
    }

    @Test
    void playsUpToLastSample() {
        SimulatedSession session = SimulatedSession.of(0, 0, false, LatencyPolicy.LOW);
        session.run(1);
        // Two clicks, the later one in the last sample, almost a hop behind a hop's end.
        long last = session.microphone.firstSample() + 80 * Enhancer.HOP_SAMPLES - 1;
        session.microphone.sound = n -> n == last - 1 || n == last - 1001 ? 0.9f : 1e-6f;
        session.microphone.endSample = last;
        session.run(2);
        assertTrue(session.ended);
        assertEquals(1, session.microphone.opened);
        assertEquals(Kind.INPUT_ENDED, session.events.get(2).kind());
        assertEquals(3, session.events.size());
        int later = lastClick(session.speaker.heard, session.speaker.heardCount);
        assertEquals(1000, later - lastClick(session.speaker.heard, later));
    }

    @Test
    void playsInputShorterThanReserve() {
        SimulatedSession session = SimulatedSession.of(0, 0, true, new LatencyPolicy(4000));
        session.run(0.001);
        session.microphone.endSample = session.microphone.firstSample() + 1000;
        session.run(2);
        assertTrue(session.ended);
        float loudest = 0;
        for (int i = 0; i < session.speaker.heardCount; i++) {
            loudest = Math.max(loudest, session.speaker.heard[i]);
        }
        assertTrue(loudest > 0.2, "played");
    }

    private static int lastClick(float[] heard, int before) {
        int at = before - 1;
        while (heard[at] < 0.5) {
            at--;
        }
        return at;
    }
}
