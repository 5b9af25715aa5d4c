package quietline.kernel;

/** How a convolution's kernel lies along the bins. */
public record BinAxis(int taps, int stride, int padding, int dilation, int outputPadding) {

    public static final BinAxis POINT = new BinAxis(1, 1, 0);

    public BinAxis(int taps, int stride, int padding) {
        this(taps, stride, padding, 1, 0);
    }

    /** Bins from the first tap to the last, both included. */
    int span() {
        return dilation * (taps - 1) + 1;
    }
}
