package quietline.kernel;

import java.util.Arrays;

/**
 * A depthwise convolution of up to six taps on frames whose bins are whole rows of 16. Each output
 * bin is a sum of six products, one for each tap; missing taps have zero weights. A plain
 * convolution is one set of bins with the same taps, a transposed one with stride s is s
 * interleaved sets.
 */
abstract class DepthwiseTaps extends Conv {

    static final int TAPS = 6;

    /**
     * Bins that use the same taps. Tap k of bin b reads {@code rows[frames[k]] + offsets[k] +
     * b·inStep}.
     */
    record Phase(
            int bins, int outFirst, int[] frames, int[] offsets, int[] weightsAt, int outStep) {}

    final Phase[] phases;
    final float[] weights;
    final float[] bias;
    final float slope;
    final int lanes;
    final int inStep;

    DepthwiseTaps(ConvShape shape, float[] weights, float[] bias, float slope) {
        lanes = shape.out().channels();
        this.weights = Arrays.copyOf(weights, weights.length + lanes);
        this.bias = bias;
        this.slope = slope;
        inStep = shape.transposed() ? lanes : shape.axis().stride() * lanes;
        phases = new Phase[ConvBlock.phases(shape)];
        for (int phase = 0; phase < phases.length; phase++) {
            phases[phase] = phase(shape, phase);
        }
    }

    private Phase phase(ConvShape shape, int phase) {
        BinAxis axis = shape.axis();
        int[] frames = new int[TAPS];
        int[] offsets = new int[TAPS];
        int[] weightsAt = new int[TAPS];
        Arrays.fill(weightsAt, weights.length - lanes);
        int tap = 0;
        for (int t = 0; t < shape.timeTaps(); t++) {
            for (int k = 0; k < axis.taps(); k++) {
                int scaled = phase + axis.padding() - k;
                if (shape.transposed() && scaled % axis.stride() != 0) {
                    continue;
                }
                int bin = shape.transposed() ? scaled / axis.stride() : k - axis.padding();
                // The missing taps read what the last one reads, so that no index is out of bounds.
                Arrays.fill(frames, tap, TAPS, t);
                Arrays.fill(offsets, tap, TAPS, bin * lanes);
                weightsAt[tap] = (t * axis.taps() + k) * lanes;
                tap++;
            }
        }
        int bins = (shape.out().bins() - phase + phases.length - 1) / phases.length;
        int step = phases.length * lanes;
        return new Phase(bins, phase * lanes, frames, offsets, weightsAt, step);
    }

    static boolean serves(ConvShape shape) {
        return shape.depthwise()
                && shape.withinMargin()
                && shape.timeTaps() * shape.axis().taps() <= TAPS
                && shape.axis().dilation() == 1
                && shape.axis().taps() >= shape.axis().stride()
                && shape.in().pitch() == shape.in().channels()
                && shape.in().channels() % Row.FLOATS == 0;
    }
}
