package quietline.kernel;

/** The width of the rows that many kernels are made for. */
public final class Row {

    /** Floats in a row: 16 channels, or two groups of eight. */
    public static final int FLOATS = 16;

    private Row() {}
}
