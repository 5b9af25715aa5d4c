package quietline.nn;

import java.util.Arrays;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Recurrent attention over time: each channel's mean square over the bins, {@code z[c] = mean
 * x[b,c]²}, is the input of a GRU with the state h, and the channel's attention is {@code σ(A·h +
 * a)[c]}. Owns h.
 */
public final class TemporalAttention {

    private final Kernels kernels;
    private final FrameShape frame;
    private final Gru gru;
    private final CausalConv attend;
    private final Scratch scratch;
    private final float[] state;

    public TemporalAttention(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = kernels;
        frame = numbers.frame;
        state = new float[numbers.gru.units()];
        gru = new Gru(numbers.gru, scratch.fromInput, scratch.fromState, kernels);
        attend = new CausalConv(numbers.attend, kernels);
    }

    /**
     * Returns half of {@code A·h + a} for each lane, as the kernels expect arguments of σ. Lanes
     * without a channel are undefined.
     */
    public float[] forward(float[] x) {
        kernels.meanSquare(frame.bins(), frame.pitch(), x, scratch.power);
        gru.step(scratch.power, 0, state, 0);
        attend.forward(state, 0, scratch.attention, 0);
        return scratch.attention;
    }

    public void reset() {
        Arrays.fill(state, 0);
    }

    /**
     * The weights for frames of this shape, which begin at index 0 and have no margin. Immutable;
     * shared by all streams.
     *
     * @param attend half of A and a
     */
    public record Numbers(FrameShape frame, GruWeights gru, ConvWeights attend) {

        /**
         * Reads a GRU and the linear layer of its states.
         *
         * @param frame with a pitch of whole rows; the units are filled up to whole rows, too
         * @param channelAt the channel on each lane, or -1 for a lane without one
         */
        public static Numbers of(
                StateDict dict, String gru, String linear, FrameShape frame, int[] channelAt) {
            int channels = (int) Arrays.stream(channelAt).filter(channel -> channel >= 0).count();
            int units = 2 * channels;
            GruMatrices matrices = dict.gru(gru, "l0", channels, units);
            ConvWeights attend = dict.linear(linear, 1, units, channels);
            return new Numbers(
                    frame,
                    GruWeights.of(matrices.arranged(channelAt, Row.roundUp(units))),
                    attend.then(Affine.uniform(channels, 0.5f)).onLanes(channelAt));
        }
    }
}
