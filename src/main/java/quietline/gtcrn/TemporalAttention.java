package quietline.gtcrn;

import java.util.Arrays;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.GtcrnKernels;
import quietline.kernel.Kernels;
import quietline.kernel.Row;
import quietline.nn.Affine;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Gru;
import quietline.nn.GruMatrices;
import quietline.nn.GruWeights;

/**
 * Temporal recurrent attention: each channel's power over the bins, {@code z[c] = mean x[b,c]²},
 * goes through a recurrent unit that remembers past frames; the channel's attention is {@code σ(A·h
 * + a)[c]}. The eight channels lie on the even lanes of 16. Owns h.
 */
final class TemporalAttention {

    private static final int LANES = Row.FLOATS;
    private static final int CHANNELS = LANES / 2;
    private static final int UNITS = 2 * CHANNELS;

    /** Of the logistic function's argument, as {@link GtcrnKernels#attendAndShuffle} wants it. */
    private static final Affine HALF = Affine.uniform(CHANNELS, 0.5f);

    private final Kernels kernels;
    private final Gru gru;
    private final CausalConv attend;
    private final Scratch scratch;
    private final float[] state = new float[UNITS];

    TemporalAttention(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        gru = new Gru(numbers.gru, scratch.fromInput, scratch.fromState, kernels);
        attend = new CausalConv(numbers.attend, kernels);
    }

    /** Half of {@code A·h + a} for each lane of a frame of rows of 16; odd lanes mean nothing. */
    float[] forward(float[] frame) {
        kernels.meanSquare(Shapes.BINS, frame, scratch.power);
        gru.step(scratch.power, 0, state, 0);
        attend.forward(state, 0, scratch.attention, 0);
        return scratch.attention;
    }

    void reset() {
        Arrays.fill(state, 0);
    }

    /** The unit hears 16 lanes, every other of which is silent. */
    record Numbers(GruWeights gru, ConvWeights attend) {

        static Numbers of(StateDict dict, String name) {
            GruMatrices gru = dict.gru(name + "att_gru", "l0", CHANNELS, UNITS);
            float[] spaced = new float[3 * UNITS * LANES];
            for (int i = 0; i < gru.input().length; i++) {
                spaced[2 * i] = gru.input()[i];
            }
            GruMatrices wide =
                    new GruMatrices(
                            LANES, UNITS, spaced, gru.hidden(), gru.inputBias(), gru.hiddenBias());
            ConvShape shape = ConvShape.pointwise(new FrameShape(1, UNITS), CHANNELS);
            ConvWeights attend =
                    ConvWeights.conv(
                            shape,
                            1,
                            dict.take(name + "att_fc.weight", CHANNELS, UNITS),
                            dict.take(name + "att_fc.bias", CHANNELS));
            return new Numbers(GruWeights.of(wide), attend.then(HALF).onEvenChannels());
        }
    }
}
