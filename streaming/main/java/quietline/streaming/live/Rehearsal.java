package quietline.streaming.live;

import quietline.Enhancer;
import quietline.weights.Weights;

/**
 * A session on devices that are none, in a time of its own, so that Java has compiled what sound
 * goes through besides the enhancer: at the pace of live sound that would go on for minutes. The
 * microphone is late now and then, so that what is done about it has been done before.
 */
public final class Rehearsal {

    /** More than Java's compilers wait for. */
    private static final int HOPS = 6000;

    private static final int LATE_EVERY_BURSTS = 500;
    private static final int LATE_BURSTS = 12;
    private static final int DEVICE_RATE = 48_000;
    private static final int CHANNELS = 2;
    private static final int BURST = LatencyTuner.BURST_SAMPLES * DEVICE_RATE / 16_000;
    private static final long BURST_NANOS = 8_000_000;

    private final LiveEngine engine;
    private long now = 1;
    private int bursts;
    private int queued;

    Rehearsal(Weights weights) {
        Enhancer enhancer = Enhancer.createLive(weights);
        engine =
                new LiveEngine(
                        new Microphone(),
                        new Speaker(),
                        enhancer::process,
                        LatencyPolicy.NORMAL,
                        event -> {},
                        () -> now,
                        () -> now);
    }

    /** To be run in a thread of its own, which it keeps busy for a while. */
    public static void run(Weights weights) {
        new Rehearsal(weights).run();
    }

    /** Gives how it went. */
    LiveStatistics run() {
        engine.supervisor.step();
        while (engine.path.hops.get() < HOPS) {
            now += BURST_NANOS;
            queued = Math.max(0, queued - BURST);
            bursts++;
            boolean late = bursts % LATE_EVERY_BURSTS < LATE_BURSTS && bursts > LATE_EVERY_BURSTS;
            if (!late) {
                capture();
            }
            while (engine.playback.step() == 0) {
                // It has more to play.
            }
        }
        LiveStatistics statistics = engine.statistics(1e-9 * now, false, 1);
        engine.supervisor.close();
        return statistics;
    }

    private void capture() {
        engine.capture.step();
        while (engine.enhance.step() == 0) {
            // It has more to enhance.
        }
    }

    /** What both devices are. */
    private abstract static class Pretended {

        public String name() {
            return "rehearsal";
        }

        public int sampleRate() {
            return DEVICE_RATE;
        }

        public int channels() {
            return CHANNELS;
        }

        public void close() {
            // There is nothing to close.
        }
    }

    /** Hears noise. */
    private static final class Microphone extends Pretended implements InputDevice, InputLine {

        private int seed = 1;

        @Override
        public InputLine open() {
            return this;
        }

        @Override
        public int read(float[] into, int offset, int count) {
            for (int i = 0; i < count; i++) {
                seed = seed * 1664525 + 1013904223;
                into[offset + i] = 0.1f * seed / Integer.MAX_VALUE;
            }
            return count;
        }

        @Override
        public int waitingInstants() {
            return 0;
        }
    }

    /** Nobody hears it. */
    private final class Speaker extends Pretended implements OutputDevice, OutputLine {

        @Override
        public OutputLine open() {
            return this;
        }

        @Override
        public void write(float[] from, int offset, int count) {
            queued += count / CHANNELS;
        }

        @Override
        public int queuedInstants() {
            return queued;
        }

        @Override
        public int bufferInstants() {
            return DEVICE_RATE;
        }

        @Override
        public int deviceInstants() {
            return BURST;
        }
    }
}
