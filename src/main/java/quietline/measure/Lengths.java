package quietline.measure;

/** Checks that two signals can be compared sample by sample. */
final class Lengths {

    private Lengths() {}

    static void requireEqual(float[] clean, float[] estimate) {
        if (clean.length != estimate.length) {
            throw new IllegalArgumentException(
                    "estimate has %d samples, expected %d as in the clean signal"
                            .formatted(estimate.length, clean.length));
        }
    }
}
