package quietline.kernel;

/**
 * The shape of a convolution over the bins of one frame and over past frames. A frame is
 * channel-last: bin {@code b} is the row of {@code channels} floats at {@code b * pitch}. Time has
 * no stride, so that a frame in gives a frame out; how far apart the time taps lie is the owner's
 * matter.
 *
 * <p>Output bin {@code f} reads input bin {@code f*stride + tap*dilation - padding}; transposed, it
 * reads {@code (f + padding - tap*dilation) / stride} where that is whole.
 */
public record ConvShape(
        boolean transposed,
        int inBins,
        int inChannels,
        int inPitch,
        int outBins,
        int outChannels,
        int groups,
        int timeTaps,
        int taps,
        int stride,
        int padding,
        int dilation,
        int margin) {

    public ConvShape {
        if (inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException(
                    "%d groups do not divide %d input and %d output channels"
                            .formatted(groups, inChannels, outChannels));
        }
        if (outBins < 1) {
            throw new IllegalArgumentException(
                    "%d taps, dilated %d times, do not fit into %d bins padded by %d"
                            .formatted(taps, dilation, inBins, padding));
        }
    }

    /** A convolution whose number of output bins follows from the rest. */
    public static ConvShape over(
            int inBins, int inChannels, int outChannels, int groups, int timeTaps, Axis bins) {
        int reach = bins.dilation() * (bins.taps() - 1) + 1;
        int outBins = Math.floorDiv(inBins + 2 * bins.padding() - reach, bins.stride()) + 1;
        return of(false, inBins, inChannels, outBins, outChannels, groups, timeTaps, bins);
    }

    /** The transposed convolution: what {@link #over} would turn into {@code inBins} bins. */
    public static ConvShape transposedOver(
            int inBins, int inChannels, int outChannels, int groups, int timeTaps, Axis bins) {
        int reach = bins.dilation() * (bins.taps() - 1) + 1;
        int outBins =
                (inBins - 1) * bins.stride() - 2 * bins.padding() + reach + bins.outputPadding();
        return of(true, inBins, inChannels, outBins, outChannels, groups, timeTaps, bins);
    }

    private static ConvShape of(
            boolean transposed,
            int inBins,
            int inChannels,
            int outBins,
            int outChannels,
            int groups,
            int timeTaps,
            Axis bins) {
        return new ConvShape(
                transposed,
                inBins,
                inChannels,
                inChannels,
                outBins,
                outChannels,
                groups,
                timeTaps,
                bins.taps(),
                bins.stride(),
                bins.padding(),
                bins.dilation(),
                0);
    }

    /** How a kernel lies along the bins. */
    public record Axis(int taps, int stride, int padding, int dilation, int outputPadding) {
        public static final Axis POINT = new Axis(1, 1, 0, 1, 0);

        public Axis(int taps, int stride, int padding) {
            this(taps, stride, padding, 1, 0);
        }
    }

    /** The same convolution over the first channels of rows that are {@code pitch} floats apart. */
    public ConvShape withInPitch(int pitch) {
        return new ConvShape(
                transposed,
                inBins,
                inChannels,
                pitch,
                outBins,
                outChannels,
                groups,
                timeTaps,
                taps,
                stride,
                padding,
                dilation,
                margin);
    }

    /** The same, where so many rows of zeros lie before a frame's first bin and after its last. */
    public ConvShape withMargin(int rows) {
        return new ConvShape(
                transposed,
                inBins,
                inChannels,
                inPitch,
                outBins,
                outChannels,
                groups,
                timeTaps,
                taps,
                stride,
                padding,
                dilation,
                rows);
    }

    /** Whether every tap of every bin meets a row that is there, be it one of zeros. */
    boolean withinMargin() {
        int reach = (taps - 1) * dilation;
        int lowest = transposed ? Math.floorDiv(padding - reach, stride) : -padding;
        int last = outBins - 1;
        int highest =
                transposed
                        ? Math.floorDiv(last + padding, stride)
                        : last * stride - padding + reach;
        return lowest >= -margin && highest < inBins + margin;
    }

    /** Whether all that a bin reads lies in one piece. */
    boolean gathersOneRun() {
        boolean together = inPitch == inChannels && dilation == 1;
        return !transposed && groups == 1 && timeTaps == 1 && (taps == 1 || together);
    }

    public int inPerGroup() {
        return inChannels / groups;
    }

    public int outPerGroup() {
        return outChannels / groups;
    }

    public boolean depthwise() {
        return groups == inChannels && groups == outChannels;
    }

    public int weightCount() {
        return timeTaps * taps * inPerGroup() * outChannels;
    }

    /** The input bin that a tap of an output bin reads, or -1 where it meets padding. */
    public int inputBin(int outBin, int tap) {
        int bin = outBin * stride + tap * dilation - padding;
        if (transposed) {
            int scaled = outBin + padding - tap * dilation;
            bin = scaled % stride == 0 ? scaled / stride : -1;
        }
        return bin >= 0 && bin < inBins ? bin : -1;
    }
}
