package quietline.streaming.live;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import quietline.Enhancer;

/** Measures each hop: levels, noise reduction and processing time. */
final class HopMeters {

    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final double SMOOTHING =
            1 - Math.exp(-Enhancer.HOP_SAMPLES / (2.0 * Enhancer.SAMPLE_RATE));

    /** −100 dB; quieter input counts as silence. */
    private static final double FLOOR = 1e-10;

    final LevelMeter input = new LevelMeter();
    final LevelMeter output = new LevelMeter();
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NANOS, 2);
    private final Histogram all = new Histogram(LONGEST_NANOS, 2);
    private Histogram recent;
    private double inputBefore;
    private volatile double reductionDb;

    /** Adds one hop; the output lags the input by one hop. For the worker thread. */
    void hop(float[] noisy, float[] clean, long nanos) {
        double heard = input.add(noisy);
        double left = output.add(clean);
        double lost = 10 * Math.log10((inputBefore + FLOOR) / (left + FLOOR));
        inputBefore = heard;
        // Excludes NaN, which would stay in the mean for ever.
        if (Math.abs(lost) < 200) {
            reductionDb += SMOOTHING * (lost - reductionDb);
        }
        recorder.recordValue(Math.max(0, Math.min(LONGEST_NANOS, nanos)));
    }

    float reductionDb() {
        return (float) reductionDb;
    }

    /**
     * The processing times of all hops. It may wait for the worker, but never makes the worker
     * wait. Must not be called concurrently.
     */
    Histogram processing() {
        recent = recorder.getIntervalHistogram(recent);
        all.add(recent);
        return all;
    }
}
