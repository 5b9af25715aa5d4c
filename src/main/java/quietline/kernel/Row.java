package quietline.kernel;

/** The row that many kernels work on: 16 channels, or two groups of eight. */
public final class Row {
    public static final int FLOATS = 16;

    private Row() {}

    /** Returns the number of floats in as many whole rows as these take. */
    public static int roundUp(int floats) {
        return (floats + FLOATS - 1) / FLOATS * FLOATS;
    }
}
