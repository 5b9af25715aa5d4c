package quietline.streaming.live;

import quietline.Enhancer;

/** A peak and RMS meter. One thread adds hops, any may read. */
final class LevelMeter {

    private static final double HOP_SECONDS = (double) Enhancer.HOP_SAMPLES / Enhancer.SAMPLE_RATE;

    /** 20 dB per second. */
    private static final float PEAK_DECAY = (float) Math.pow(10, -HOP_SECONDS);

    private static final float SMOOTHING = (float) (1 - Math.exp(-HOP_SECONDS / 0.3));

    private volatile float peak;
    private volatile float meanSquare;

    /** Adds one hop and returns its mean square. */
    float add(float[] hop) {
        float highest = peak * PEAK_DECAY;
        float sum = 0;
        for (float sample : hop) {
            highest = Math.max(highest, Math.abs(sample));
            sum += sample * sample;
        }
        float mean = sum / hop.length;
        // NaN must not stay in the meter.
        peak = highest < Float.POSITIVE_INFINITY ? highest : 0;
        float smoothed = meanSquare + SMOOTHING * (mean - meanSquare);
        meanSquare = smoothed < Float.POSITIVE_INFINITY ? smoothed : 0;
        return mean;
    }

    float peak() {
        return peak;
    }

    float rms() {
        return (float) Math.sqrt(meanSquare);
    }
}
