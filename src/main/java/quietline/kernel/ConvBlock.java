package quietline.kernel;

/**
 * A block of neighbouring output channels of a convolution, for bins that use the same taps. A
 * plain convolution is one set of such bins; a transposed one with stride s is s interleaved sets.
 * Shapes need margins, so that no tap falls outside.
 *
 * <p>Bin b's input i of tap k lies at {@code rows[0] + first + b·inStep + k·tapStep + i}, its
 * weights begin at {@code weightsAt + k·tapWeights + i·channels}.
 */
abstract class ConvBlock extends Conv {

    final float[] weights;
    final float[] bias;

    /** The first output channel, and the number of all, which is the pitch of the weights. */
    final int channel;

    final int channels;
    final int bins;
    final int taps;
    final int inputs;
    final int first;
    final int inStep;
    final int tapStep;
    final int weightsAt;
    final int tapWeights;
    final int outFirst;
    final int outStep;

    /** Returns the block of a phase, from 0 to {@link #phases}, from a channel on. */
    ConvBlock(ConvShape shape, float[] weights, float[] bias, int phase, int channel) {
        this.weights = weights;
        this.bias = bias;
        this.channel = channel;
        channels = shape.out().channels();
        BinAxis axis = shape.axis();
        int pitch = shape.in().pitch();
        int perTap = shape.inPerGroup() * channels;
        int group = channel / shape.outPerGroup() * shape.inPerGroup();
        outFirst = phase * channels + channel;
        if (shape.transposed()) {
            // A phase uses every stride-th tap, instead of zeros between the rows.
            int phases = axis.stride();
            int tap = (phase + axis.padding()) % phases;
            bins = (shape.out().bins() - phase + phases - 1) / phases;
            taps = (axis.taps() - tap + phases - 1) / phases;
            inputs = shape.inPerGroup();
            first = (phase + axis.padding() - tap) / phases * pitch + group;
            inStep = pitch;
            tapStep = -pitch;
            weightsAt = tap * perTap + channel;
            tapWeights = phases * perTap;
            outStep = phases * channels;
        } else {
            boolean oneRun = shape.gathersOneRun();
            bins = shape.out().bins();
            taps = oneRun ? 1 : axis.taps();
            inputs = oneRun ? axis.taps() * shape.in().channels() : shape.inPerGroup();
            first = -axis.padding() * pitch + group;
            inStep = axis.stride() * pitch;
            tapStep = axis.dilation() * pitch;
            weightsAt = channel;
            tapWeights = perTap;
            outStep = channels;
        }
    }

    /** Returns the block of the gates of one half of each row. */
    ConvBlock(int bins, float[] weights, float[] bias, int channel) {
        this.weights = weights;
        this.bias = bias;
        this.channel = channel;
        this.bins = bins;
        channels = bias.length;
        taps = 1;
        inputs = Row.FLOATS / 2;
        first = channel & inputs;
        inStep = Row.FLOATS;
        tapStep = 0;
        weightsAt = channel;
        tapWeights = 0;
        outFirst = channel / Row.FLOATS * bins * Row.FLOATS + channel % Row.FLOATS;
        outStep = Row.FLOATS;
    }

    /** Returns whether blocks of this many channels can compute the shape. */
    static boolean serves(ConvShape shape, int blockChannels) {
        BinAxis axis = shape.axis();
        boolean everyPhaseHasTaps = axis.dilation() == 1 && axis.taps() >= axis.stride();
        return shape.withinMargin()
                && shape.timeTaps() == 1
                && shape.outPerGroup() % blockChannels == 0
                && (!shape.transposed() || everyPhaseHasTaps);
    }

    /** Returns the number of sets of bins that use the same taps. */
    static int phases(ConvShape shape) {
        return shape.transposed() ? Math.min(shape.axis().stride(), shape.out().bins()) : 1;
    }
}
