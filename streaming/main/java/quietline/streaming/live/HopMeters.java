package quietline.streaming.live;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import quietline.Enhancer;

/** What is measured on each hop: levels, what was taken away, and how long it took. */
final class HopMeters {

    private static final long LONGEST_NANOS = 10_000_000_000L;
    private static final double SMOOTHING =
            1 - Math.exp(-Enhancer.HOP_SAMPLES / (2.0 * Enhancer.SAMPLE_RATE));

    /** −100 dB: below it there is nothing to reduce. */
    private static final double FLOOR = 1e-10;

    final LevelMeter input = new LevelMeter();
    final LevelMeter output = new LevelMeter();
    private final SingleWriterRecorder processing = new SingleWriterRecorder(LONGEST_NANOS, 2);
    private double inputBefore;
    private volatile double reductionDb;

    /** The worker's; the output belongs to the input's hop before. */
    void hop(float[] noisy, float[] clean, long nanos) {
        double heard = input.hear(noisy);
        double left = output.hear(clean);
        double lost = 10 * Math.log10((inputBefore + FLOOR) / (left + FLOOR));
        inputBefore = heard;
        // A fault among the samples gives no number, and must not stay.
        if (Math.abs(lost) < 200) {
            reductionDb += SMOOTHING * (lost - reductionDb);
        }
        processing.recordValue(Math.max(0, Math.min(LONGEST_NANOS, nanos)));
    }

    float reductionDb() {
        return (float) reductionDb;
    }

    /** Adds what was measured since the last call. May wait for the worker, never the other way. */
    void drainProcessing(Histogram into) {
        into.add(processing.getIntervalHistogram());
    }
}
