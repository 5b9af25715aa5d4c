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
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NANOS, 2);
    private final Histogram all = new Histogram(LONGEST_NANOS, 2);
    private Histogram recent;
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
        recorder.recordValue(Math.max(0, Math.min(LONGEST_NANOS, nanos)));
    }

    float reductionDb() {
        return (float) reductionDb;
    }

    /**
     * The times of all hops so far. May wait for the worker, never the other way; one at a time.
     */
    Histogram processing() {
        recent = recorder.getIntervalHistogram(recent);
        all.add(recent);
        return all;
    }
}
