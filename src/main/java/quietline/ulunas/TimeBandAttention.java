package quietline.ulunas;

import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.UlunasKernels;
import quietline.nn.StateDict;
import quietline.nn.TemporalAttention;

/**
 * Causal attention over time and over bins: {@code y[b, c] = σ(t[c])·σ(q[b])·x[b, c]}, where t
 * comes from the channels' mean squares, of this frame and all before, and q from the bins' mean
 * squares of this frame. Owns the state of t.
 */
final class TimeBandAttention {

    private final FrameShape frame;
    private final UlunasKernels kernels;
    private final TemporalAttention time;
    private final BandAttention bands;

    TimeBandAttention(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.kernels = UlunasKernels.of(kernels);
        frame = numbers.bands.frame();
        time = new TemporalAttention(numbers.time, scratch.shared, kernels);
        bands = new BandAttention(numbers.bands, scratch, kernels);
    }

    void forward(float[] in, float[] out) {
        float[] ofLane = time.forward(in);
        float[] ofBin = bands.forward(in);
        kernels.sigmoidOfTwice(ofLane, frame.pitch());
        kernels.sigmoidOfTwice(ofBin, bands.outputs());
        kernels.scale(frame, in, ofLane, ofBin, out);
    }

    void reset() {
        time.reset();
    }

    /** The weights for frames of one shape. Immutable; shared by all streams. */
    record Numbers(TemporalAttention.Numbers time, BandAttention.Numbers bands) {

        /** Reads the tensors with this prefix; {@code channelAt} is as in {@link Lanes}. */
        static Numbers of(StateDict dict, String prefix, FrameShape frame, int[] channelAt) {
            return new Numbers(
                    TemporalAttention.Numbers.of(
                            dict, prefix + "ta_gru", prefix + "ta_fc", frame, channelAt),
                    BandAttention.Numbers.of(dict, prefix + "fa.", frame));
        }
    }
}
