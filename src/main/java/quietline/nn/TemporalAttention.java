package quietline.nn;

import java.util.Arrays;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;

/**
 * Recurrent attention over time: each channel's mean square over the bins, {@code z[c] = mean
 * x[b,c]²}, is the input of a GRU with the state h, and the channel's attention is {@code σ(A·h +
 * a)[c]}. Rows have 16 lanes. Owns h.
 */
public final class TemporalAttention {

    private final Kernels kernels;
    private final int bins;
    private final Gru gru;
    private final CausalConv attend;
    private final Scratch scratch;
    private final float[] state;

    public TemporalAttention(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        bins = numbers.bins;
        state = new float[numbers.gru.units()];
        gru = new Gru(numbers.gru, scratch.fromInput, scratch.fromState, kernels);
        attend = new CausalConv(numbers.attend, kernels);
    }

    /**
     * Returns half of {@code A·h + a} for each lane, as the kernels expect arguments of σ. Lanes
     * without a channel are undefined.
     */
    public float[] forward(float[] frame) {
        kernels.meanSquare(bins, frame, scratch.power);
        gru.step(scratch.power, 0, state, 0);
        attend.forward(state, 0, scratch.attention, 0);
        return scratch.attention;
    }

    public void reset() {
        Arrays.fill(state, 0);
    }

    /**
     * The weights for frames with this number of bins. Immutable; shared by all streams.
     *
     * @param attend half of A and a
     */
    public record Numbers(int bins, GruWeights gru, ConvWeights attend) {

        /** Reads the tensors with this prefix, for channels on the even lanes of 16. */
        public static Numbers onEvenLanes(StateDict dict, String prefix, FrameShape frame) {
            int units = frame.channels();
            int channels = units / 2;
            GruMatrices gru = dict.gru(prefix + "att_gru", "l0", channels, units);
            ConvWeights attend = dict.linear(prefix + "att_fc", 1, units, channels);
            return new Numbers(
                    frame.bins(),
                    GruWeights.of(gru.onEvenInputs()),
                    attend.then(Affine.uniform(channels, 0.5f)).onEvenChannels());
        }
    }
}
