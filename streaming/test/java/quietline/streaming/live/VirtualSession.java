package quietline.streaming.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import quietline.streaming.live.EnhanceStage.HopProcess;

/** Steps a session's stages in one thread and a time of its own, as their threads would. */
final class VirtualSession {

    /** Any time will do that is not zero. */
    static final long START = 5_000_000_000L;

    private static final long FOREVER = Long.MAX_VALUE;

    long now = START;
    final List<LiveEvent> events = new ArrayList<>();
    VirtualMicrophone microphone;
    VirtualSpeaker speaker;
    LiveEngine engine;

    /** How much the microphone gives at once; to be set before there are devices. */
    int periodBursts = 1;

    /** The worker does nothing before this. */
    long workerStalledUntil;

    /** What the enhancer would do, had it nothing to do but its delay. */
    static HopProcess hopLater() {
        return new HopLater();
    }

    private static final class HopLater implements HopProcess {
        private final float[] before = new float[256];

        @Override
        public void process(float[] in, int inOffset, float[] out, int outOffset) {
            for (int i = 0; i < before.length; i++) {
                float sample = in[inOffset + i];
                out[outOffset + i] = before[i];
                before[i] = sample;
            }
        }
    }

    /** The playback thread does nothing before this. */
    long playbackStalledUntil;

    private long captureAt;
    private long enhanceAt;
    private long playbackAt;
    private long supervisorAt;
    private boolean inputOpen;
    private boolean outputOpen;
    boolean ended;

    /** Devices of one format, that hear noise. */
    void devices(
            int rate,
            int channels,
            double microphonePpm,
            double speakerPpm,
            double lateSeconds,
            boolean tellsQueue) {
        Random random = new Random(1);
        float[] noise = new float[1 << 18];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = 0.1f * (float) random.nextGaussian();
        }
        int period = periodBursts * LatencyPolicy.BURST_SAMPLES * rate / 16_000;
        microphone =
                new VirtualMicrophone(
                        this::now,
                        n -> noise[(int) n & noise.length - 1],
                        rate,
                        channels,
                        microphonePpm,
                        period,
                        lateSeconds);
        int buffer = tellsQueue ? rate / 4 : 2 * LatencyPolicy.BURST_SAMPLES * rate / 16_000 + 8;
        speaker =
                new VirtualSpeaker(
                        this::now,
                        nanos -> now += nanos,
                        rate,
                        channels,
                        speakerPpm,
                        buffer,
                        tellsQueue);
    }

    void build(HopProcess process, LatencyPolicy latency) {
        engine =
                new LiveEngine(
                        microphone, speaker, process, latency, events::add, this::now, this::now);
        captureAt = now;
        playbackAt = now;
        enhanceAt = now;
        supervisorAt = now;
    }

    long now() {
        return now;
    }

    /** Lets time pass. */
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
        // What has been captured wakes the worker.
        if (enhanceAt != FOREVER) {
            enhanceAt = Math.max(now, workerStalledUntil);
        }
    }

    /** Who loses a device says so, and who finds the sound's end. */
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
        if (rest != 0 && speaker.kept > 0 && outputOpen && !speaker.dead) {
            throw new AssertionError(speaker.kept + " instants kept back");
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

    /** A little more than a burst, because it may be stretched. */
    private int speakerBurst() {
        return (LatencyPolicy.BURST_SAMPLES + 2) * speaker.rate() / 16_000;
    }

    /** How old the sound is that is heard now, in seconds, without the enhancer's own hop. */
    double delaySeconds() {
        return engine.path.heldSamples() / 16_000.0 + speaker.queuedSeconds();
    }
}
