package quietline.gtcrn;

import java.util.Arrays;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Gru;
import quietline.nn.GruWeights;

/**
 * Temporal recurrent attention: each channel's power over the bins, {@code z[c] = mean x[b,c]²},
 * goes through a recurrent unit that remembers past frames; {@code x[b,c] *= σ(A·h + a)[c]}. Owns
 * h.
 */
final class TemporalAttention {

    private final Kernels kernels;
    private final int bins;
    private final Gru gru;
    private final CausalConv attend;
    private final float[] power;
    private final float[] gain;
    private final float[] state;

    TemporalAttention(Numbers numbers, int bins, Kernels kernels) {
        this.kernels = kernels;
        this.bins = bins;
        gru = new Gru(numbers.gru, kernels);
        attend = new CausalConv(numbers.attend, kernels);
        power = new float[numbers.gru.inputs()];
        gain = new float[power.length];
        state = new float[numbers.gru.units()];
    }

    /** Scales the channels of a frame shaped (bins, channels) in place. */
    void forward(float[] x) {
        int channels = power.length;
        Arrays.fill(power, 0);
        for (int i = 0; i < bins * channels; i++) {
            power[i % channels] += x[i] * x[i];
        }
        for (int c = 0; c < channels; c++) {
            power[c] /= bins;
        }
        gru.step(power, 0, state, 0);
        attend.forward(state, gain);
        kernels.sigmoid(gain, 0, channels);
        for (int i = 0; i < bins * channels; i++) {
            x[i] *= gain[i % channels];
        }
    }

    void reset() {
        Arrays.fill(state, 0);
    }

    record Numbers(GruWeights gru, ConvWeights attend) {

        static Numbers of(StateDict dict, String name, int channels) {
            int units = 2 * channels;
            return new Numbers(
                    dict.gru(name + "att_gru", "l0", channels, units),
                    GtcrnWeights.linear(dict, name + "att_fc", 1, units, channels));
        }
    }
}
