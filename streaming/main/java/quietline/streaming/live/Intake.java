package quietline.streaming.live;

/**
 * The reading end of a ring that can drop samples without a click: it cross-fades from the dropped
 * samples to those that follow.
 */
final class Intake {

    private static final int FADE_SAMPLES = 128;

    private final FloatRing ring;
    private final int width;
    private final float[] fading;
    private int fadeLength;
    private int faded;

    Intake(FloatRing ring) {
        this.ring = ring;
        width = ring.width();
        fading = new float[FADE_SAMPLES * width];
    }

    /** Reads up to {@code count} samples and returns their number. */
    int read(float[] into, int at, int count) {
        int given = ring.read(into, at, count);
        int mixed = Math.min(given, fadeLength - faded);
        int first = faded * width;
        int to = at * width;
        for (int i = 0; i < mixed * width; i++) {
            float in = (first + i + 0.5f) / (fadeLength * width);
            into[to + i] = in * into[to + i] + (1 - in) * fading[first + i];
        }
        faded += mixed;
        return given;
    }

    /**
     * Drops up to {@code count} samples with a cross-fade; returns their number. Without a read in
     * between, two drops are one.
     */
    int drop(int count) {
        if (faded == 0 && fadeLength > 0) {
            return ring.skip(count);
        }
        if (faded < fadeLength) {
            // A cross-fade is in progress; it ends with the next burst.
            return 0;
        }
        fadeLength = ring.read(fading, 0, Math.min(count, FADE_SAMPLES));
        faded = 0;
        return fadeLength + ring.skip(count - fadeLength);
    }

    /** Like {@link #drop}, but without a cross-fade, while nothing is audible. */
    int discard(int count) {
        faded = fadeLength;
        return ring.skip(count);
    }

    int size() {
        return ring.size();
    }

    int stale() {
        return ring.stale();
    }
}
