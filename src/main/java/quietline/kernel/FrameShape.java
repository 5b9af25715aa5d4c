package quietline.kernel;

/**
 * Where a frame's floats lie: a row of channels for each bin, {@code pitch} floats from one row to
 * the next, with {@code margin} rows of zeros before the first bin and after the last, so that no
 * kernel has to ask where a frame ends.
 */
public record FrameShape(int bins, int channels, int pitch, int margin) {

    /** Rows that follow each other, with nothing around them. */
    public FrameShape(int bins, int channels) {
        this(bins, channels, channels, 0);
    }

    public FrameShape withMargin(int rows) {
        return new FrameShape(bins, channels, pitch, rows);
    }

    /** The first channels of wider rows. */
    public FrameShape withPitch(int floats) {
        return new FrameShape(bins, channels, floats, margin);
    }

    /** Where the first bin's row is in an array that holds this frame and nothing else. */
    public int start() {
        return margin * pitch;
    }

    /** Floats of all rows, margins included. */
    public int length() {
        return (bins + 2 * margin) * pitch;
    }

    public float[] newFrame() {
        return new float[length()];
    }
}
