package quietline.measure;

/** Checks that two signals can be compared. */
final class Lengths {

    private Lengths() {}

    static void requireRate(int sampleRate) {
        if (sampleRate < 1) {
            throw new IllegalArgumentException(
                    "a sampling rate of %d Hz, expected 1 or more".formatted(sampleRate));
        }
    }

    static void requireEqual(float[] clean, float[] estimate) {
        if (clean.length != estimate.length) {
            throw new IllegalArgumentException(
                    "estimate has %d samples, expected %d as in the clean signal"
                            .formatted(estimate.length, clean.length));
        }
    }
}
