package quietline.kernel;

/** The row that many kernels work on: 16 channels, or two groups of eight. */
public final class Row {
    public static final int FLOATS = 16;

    private Row() {}
}
