package quietline.streaming.live;

/**
 * The reading end of a ring, from which the oldest samples can be left out without a click: over
 * the hole, what was left out fades away while what follows fades in.
 */
final class Intake {

    private static final int FADE_SAMPLES = 128;

    private final FloatRing ring;
    private final float[] fading = new float[FADE_SAMPLES];
    private int fadeLength;
    private int faded;

    Intake(FloatRing ring) {
        this.ring = ring;
    }

    /** Gives what there is, at most {@code count} samples, and returns how many. */
    int read(float[] into, int at, int count) {
        int given = ring.read(into, at, count);
        int mixed = Math.min(given, fadeLength - faded);
        for (int i = 0; i < mixed; i++) {
            float in = (faded + i + 0.5f) / fadeLength;
            into[at + i] = in * into[at + i] + (1 - in) * fading[faded + i];
        }
        faded += mixed;
        return given;
    }

    /** Leaves out the next {@code count} samples, as far as they are there; returns how many. */
    int drop(int count) {
        if (faded < fadeLength) {
            // In the middle of a fade; it is over after the next burst.
            return 0;
        }
        fadeLength = ring.read(fading, 0, Math.min(count, FADE_SAMPLES));
        faded = 0;
        return fadeLength + ring.skip(count - fadeLength);
    }

    /** As {@link #drop}, where nobody hears it. */
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
