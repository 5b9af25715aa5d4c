package quietline.kernel;

/** The rows that many kernels are made for: 16 channels, or two groups of eight. */
public final class Row {
    public static final int FLOATS = 16;

    private Row() {}
}
