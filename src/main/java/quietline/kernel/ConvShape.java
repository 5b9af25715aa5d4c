package quietline.kernel;

/**
 * The shape of a convolution over the bins of one frame and over past frames. Time has no stride;
 * the owner of the history chooses the time dilation.
 *
 * <p>Output bin {@code f} reads input bin {@code f*stride + tap*dilation - padding}; transposed, it
 * reads {@code (f + padding - tap*dilation) / stride} where that is whole.
 */
public record ConvShape(
        boolean transposed, FrameShape in, FrameShape out, int groups, int timeTaps, BinAxis axis) {

    public ConvShape {
        if (in.channels() % groups != 0 || out.channels() % groups != 0) {
            throw new IllegalArgumentException(
                    "%d groups do not divide %d input and %d output channels"
                            .formatted(groups, in.channels(), out.channels()));
        }
        if (out.bins() < 1) {
            throw new IllegalArgumentException(
                    "%d taps, dilated %d times, do not fit into %d bins padded by %d"
                            .formatted(axis.taps(), axis.dilation(), in.bins(), axis.padding()));
        }
    }

    /** Creates a convolution; the number of output bins follows. */
    public static ConvShape over(
            FrameShape in, int outChannels, int groups, int timeTaps, BinAxis axis) {
        int room = in.bins() + 2 * axis.padding() - axis.span();
        int outBins = Math.floorDiv(room, axis.stride()) + 1;
        FrameShape out = new FrameShape(outBins, outChannels);
        return new ConvShape(false, in, out, groups, timeTaps, axis);
    }

    /**
     * Creates the transposed convolution of what {@link #over} would turn into the bins of {@code
     * in}.
     */
    public static ConvShape transposedOver(
            FrameShape in, int outChannels, int groups, int timeTaps, BinAxis axis) {
        int reach = axis.span() - 2 * axis.padding() + axis.outputPadding();
        FrameShape out = new FrameShape((in.bins() - 1) * axis.stride() + reach, outChannels);
        return new ConvShape(true, in, out, groups, timeTaps, axis);
    }

    /** Creates a fully connected layer over the channels of each bin. */
    public static ConvShape pointwise(FrameShape in, int outChannels) {
        return over(in, outChannels, 1, 1, BinAxis.POINT);
    }

    /** Returns this shape with another number of output channels. */
    public ConvShape withOutChannels(int channels) {
        FrameShape wide = new FrameShape(out.bins(), channels);
        return new ConvShape(transposed, in, wide, groups, timeTaps, axis);
    }

    public int inPerGroup() {
        return in.channels() / groups;
    }

    public int outPerGroup() {
        return out.channels() / groups;
    }

    public boolean depthwise() {
        return groups == in.channels() && groups == out.channels();
    }

    public int weightCount() {
        return timeTaps * axis.taps() * inPerGroup() * out.channels();
    }

    /** Returns whether every tap of every bin reads a row of the array, if only one of zeros. */
    boolean withinMargin() {
        int reach = axis.span() - 1;
        int last = out.bins() - 1;
        int lowest = -axis.padding();
        int highest = last * axis.stride() - axis.padding() + reach;
        if (transposed) {
            lowest = Math.floorDiv(axis.padding() - reach, axis.stride());
            highest = Math.floorDiv(last + axis.padding(), axis.stride());
        }
        return lowest >= -in.margin() && highest < in.bins() + in.margin();
    }

    /** Returns whether the inputs of a bin are contiguous. */
    boolean gathersOneRun() {
        boolean together = in.pitch() == in.channels() && axis.dilation() == 1;
        return !transposed && groups == 1 && (axis.taps() == 1 || together);
    }

    /** Returns whether this is a centred depthwise 3 × 3 convolution on rows of 16. */
    boolean isDepthwise3x3() {
        return depthwise()
                && withinMargin()
                && timeTaps == 3
                && axis.equals(new BinAxis(3, 1, 1))
                && in.channels() == Row.FLOATS
                && in.pitch() == Row.FLOATS;
    }

    /** Returns the input bin that a tap of an output bin reads, or -1 for padding. */
    int inputBin(int outBin, int tap) {
        int bin = outBin * axis.stride() + tap * axis.dilation() - axis.padding();
        if (transposed) {
            int scaled = outBin + axis.padding() - tap * axis.dilation();
            bin = scaled % axis.stride() == 0 ? scaled / axis.stride() : -1;
        }
        return bin >= 0 && bin < in.bins() ? bin : -1;
    }
}
