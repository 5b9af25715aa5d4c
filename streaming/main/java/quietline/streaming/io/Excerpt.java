package quietline.streaming.io;

import java.io.IOException;

/**
 * The part of a recording to read, in seconds.
 *
 * @param duration infinite to read to the end
 */
public record Excerpt(double start, double duration) {

    public static final Excerpt WHOLE = new Excerpt(0, Double.POSITIVE_INFINITY);

    public boolean isWhole() {
        return equals(WHOLE);
    }

    /**
     * Returns this part of a recording, and owns it unless an exception is thrown.
     *
     * @throws IOException if the recording ends before the part begins
     */
    public Recording of(Recording whole, String name) throws IOException {
        return isWhole() ? whole : new ExcerptRecording(whole, start, duration, name);
    }
}
