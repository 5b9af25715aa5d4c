package quietline.measure;

/** Two signals that are compared, sample against sample. */
final class Pair {

    private Pair() {}

    static void check(float[] clean, float[] other) {
        if (clean.length != other.length) {
            throw new IllegalArgumentException(
                    "the estimate has %d samples, expected %d as in the clean signal"
                            .formatted(other.length, clean.length));
        }
    }
}
