package quietline.weights;

/** Limits the memory that a broken weights file can take. The published ones need 2.3 MB. */
final class FileLimits {
    static final int MOST_FILE_BYTES = 8 << 20;

    static final int MOST_NUMBERS = MOST_FILE_BYTES / Float.BYTES;

    private FileLimits() {}

    static void checkCount(long numbers) {
        if (numbers > MOST_NUMBERS) {
            throw new WeightsException(
                    "expected at most %d numbers, found %d".formatted(MOST_NUMBERS, numbers));
        }
    }

    static void checkSize(String source, long bytes) {
        if (bytes > MOST_FILE_BYTES) {
            throw tooLarge(source, Long.toString(bytes));
        }
    }

    static WeightsException tooLarge(String source, String found) {
        return new WeightsException(
                "%s: expected a weights file of at most %d bytes, found %s"
                        .formatted(source, MOST_FILE_BYTES, found));
    }
}
