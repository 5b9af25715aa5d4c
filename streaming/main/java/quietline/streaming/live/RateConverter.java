package quietline.streaming.live;

/**
 * One channel from one sampling rate to another, burst by burst. Owns the samples between bursts.
 */
interface RateConverter {

    /** The most samples that a burst of {@code count} can become. */
    int maxOutput(int count);

    /** Converts a burst and returns how many samples it became. */
    int convert(float[] in, int inOffset, int count, float[] out, int outOffset);

    /** By how much the output lags behind, in seconds. */
    double delaySeconds();

    /** The converter from one rate to another; with equal rates it only copies. */
    static RateConverter between(int fromRate, int toRate) {
        if (fromRate == toRate) {
            return new SameRate();
        }
        throw new IllegalArgumentException(
                "cannot go from %d Hz to %d Hz".formatted(fromRate, toRate));
    }
}
