package quietline.streaming.live;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import quietline.streaming.live.EnhanceStage.HopProcess;

/** Steps a session's stages in one thread and in simulated time. */
final class SimulatedSession {

    /** Any time but zero. */
    static final long START = 5_000_000_000L;

    private static final long FOREVER = Long.MAX_VALUE;

    long now = START;
    LiveFormat format = new LiveFormat(16_000, 1);
    final List<LiveEvent> events = new ArrayList<>();
    SimulatedMicrophone microphone;
    SimulatedSpeaker speaker;
    LiveEngine engine;

    /** The microphone's period; must be set before {@link #devices}. */
    int periodBursts = 1;

    /** The worker is stalled until this time. */
    long workerStalledUntil;

    /** Stands in for the enhancer, with the same delay. */
    static HopProcess delayByOneHop() {
        return new DelayByOneHop();
    }

    private static final class DelayByOneHop implements HopProcess {
        private final float[] before = new float[256];

        @Override
        public void reset() {
            Arrays.fill(before, 0);
        }

        @Override
        public void process(float[] in, int inOffset, float[] out, int outOffset) {
            for (int i = 0; i < before.length; i++) {
                float sample = in[inOffset + i];
                out[outOffset + i] = before[i];
                before[i] = sample;
            }
        }
    }

    /** The playback thread is stalled until this time. */
    long playbackStalledUntil;

    private long captureAt;
    private long enhanceAt;
    private long playbackAt;
    private long supervisorAt;
    private boolean inputOpen;
    private boolean outputOpen;
    boolean ended;

    /** Creates devices of one format; the microphone records noise. */
    void devices(
            int rate, int channels, double speakerPpm, double lateSeconds, boolean tellsQueue) {
        Random random = new Random(1);
        float[] noise = new float[1 << 18];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 0.1f * (float) random.nextGaussian();
        }
        int period = periodBursts * LatencyPolicy.BURST_SAMPLES * rate / 16_000;
        microphone =
                new SimulatedMicrophone(
                        this::now,
                        n -> noise[(int) n & noise.length - 1],
                        rate,
                        channels,
                        period,
                        lateSeconds);
        int buffer = tellsQueue ? rate / 4 : 2 * LatencyPolicy.BURST_SAMPLES * rate / 16_000 + 8;
        speaker =
                new SimulatedSpeaker(
                        this::now,
                        this::openSpeaker,
                        rate,
                        channels,
                        speakerPpm,
                        buffer,
                        tellsQueue);
    }

    /** The other threads go on while the speaker is being opened. */
    private void openSpeaker(long nanos) {
        for (long end = now + nanos; now < end; now += 10_000_000L) {
            while (inputIsReady()) {
                capture();
            }
            enhance();
            play();
        }
    }

    private boolean inputIsReady() {
        return engine.supervisor.input().connected()
                && microphone.readyNanos(microphoneBurst()) <= now;
    }

    /** Returns a session at 16 kHz that only delays the sound. */
    static SimulatedSession of(
            double speakerPpm, double lateSeconds, boolean tellsQueue, LatencyPolicy latency) {
        SimulatedSession session = new SimulatedSession();
        session.devices(16_000, 1, speakerPpm, lateSeconds, tellsQueue);
        session.build(delayByOneHop(), latency);
        return session;
    }

    void build(HopProcess process, LatencyPolicy latency) {
        engine =
                new LiveEngine(
                        microphone,
                        speaker,
                        format,
                        process,
                        latency,
                        events::add,
                        this::now,
                        this::now);
        captureAt = now;
        playbackAt = now;
        enhanceAt = now;
        supervisorAt = now;
    }

    List<LiveEvent.Kind> kinds() {
        return events.stream().map(LiveEvent::kind).toList();
    }

    /** Asserts that sound is played, not silence. */
    void assertPlays() {
        int from = speaker.heardCount;
        run(0.1);
        assertNotEquals(0, speaker.heard[from]);
    }

    /** Somebody begins to hear the speaker, or nobody hears it any longer. */
    void hear(boolean isHeard) {
        speaker.isHeard = isHeard;
        speaker.changed.run();
        supervisorAt = now;
    }

    long now() {
        return now;
    }

    /** Runs for the given time. */
    void run(double seconds) {
        runUntil(now + (long) (1e9 * seconds));
    }

    void runUntil(long end) {
        while (!ended) {
            long next =
                    Math.min(Math.min(captureAt, enhanceAt), Math.min(playbackAt, supervisorAt));
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            if (next == supervisorAt) {
                supervise();
            } else if (next == captureAt) {
                capture();
            } else if (next == enhanceAt) {
                enhance();
            } else {
                play();
            }
        }
    }

    private void supervise() {
        supervisorAt = now + engine.supervisor.step();
        boolean input = engine.supervisor.input().connected();
        boolean output = engine.supervisor.output().connected();
        if (!inputOpen && input) {
            captureAt = microphone.readyNanos(microphoneBurst());
        }
        if (!outputOpen && output) {
            playbackAt = now;
        }
        inputOpen = input;
        outputOpen = output;
    }

    private void capture() {
        long rest = engine.capture.step();
        wakeSupervisor();
        if (rest < 0) {
            captureAt = FOREVER;
        } else if (rest > 0) {
            captureAt = now + rest;
        } else {
            captureAt = Math.max(now, microphone.readyNanos(microphoneBurst()));
        }
        // Captured audio wakes the worker.
        if (enhanceAt != FOREVER) {
            enhanceAt = Math.max(now, workerStalledUntil);
        }
    }

    /** Threads wake the supervisor when a device is lost or the input ends. */
    private void wakeSupervisor() {
        boolean lost =
                inputOpen && !engine.supervisor.input().connected()
                        || outputOpen && !engine.supervisor.output().connected();
        supervisorAt = lost || engine.path.captureEnded ? now : supervisorAt;
    }

    private void enhance() {
        long rest;
        do {
            rest = engine.enhance.step();
        } while (rest == 0);
        enhanceAt = rest < 0 ? FOREVER : now + rest;
        playbackAt = playbackTime(now);
    }

    private void play() {
        long rest = engine.playback.step();
        wakeSupervisor();
        if (rest != 0 && speaker.unflushed > 0 && outputOpen && !speaker.dead) {
            throw new AssertionError(speaker.unflushed + " instants not flushed");
        }
        if (rest < 0) {
            ended = true;
            return;
        }
        playbackAt = playbackTime(now + rest);
    }

    private long playbackTime(long earliest) {
        return Math.max(
                Math.max(earliest, playbackStalledUntil), speaker.roomNanos(speakerBurst()));
    }

    private int microphoneBurst() {
        return LatencyPolicy.BURST_SAMPLES * microphone.rate() / 16_000;
    }

    /** Slightly more than a burst, because of the variable speed. */
    private int speakerBurst() {
        return (LatencyPolicy.BURST_SAMPLES + 2) * speaker.rate() / 16_000;
    }

    /** The current delay without the enhancer's hop. */
    double delaySeconds() {
        return engine.path.bufferedSamples() / 16_000.0 + speaker.queuedSeconds();
    }
}
