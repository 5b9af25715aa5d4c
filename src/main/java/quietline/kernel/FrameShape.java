package quietline.kernel;

/**
 * The layout of a frame: one row of channels for each bin, {@code pitch} floats apart, with {@code
 * margin} rows of zeros before the first bin and after the last, so that kernels need no bounds
 * checks.
 */
public record FrameShape(int bins, int channels, int pitch, int margin) {

    /** Returns a layout of contiguous rows without margins. */
    public FrameShape(int bins, int channels) {
        this(bins, channels, channels, 0);
    }

    public FrameShape withMargin(int rows) {
        return new FrameShape(bins, channels, pitch, rows);
    }

    /** Returns the index of the first bin in an array that holds only this frame. */
    public int start() {
        return margin * pitch;
    }

    /** Returns the number of floats, margins included. */
    public int length() {
        return (bins + 2 * margin) * pitch;
    }

    public float[] newFrame() {
        return new float[length()];
    }
}
