package quietline.kernel;

/** Taps, stride, dilation and padding of a convolution along the bins. */
public record BinAxis(int taps, int stride, int padding, int dilation, int outputPadding) {

    public static final BinAxis POINT = new BinAxis(1, 1, 0);

    public BinAxis(int taps, int stride, int padding) {
        this(taps, stride, padding, 1, 0);
    }

    /** Returns the number of bins from the first tap to the last, inclusive. */
    int span() {
        return dilation * (taps - 1) + 1;
    }
}
