package quietline.gtcrn;

import static quietline.gtcrn.GtcrnWeights.BINS;
import static quietline.gtcrn.GtcrnWeights.CHANNELS;

import java.util.Arrays;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Gru;
import quietline.nn.GruWeights;
import quietline.nn.LayerNorm;

/**
 * Grouped dual-path recurrent net on frames shaped (33, 16): across the bands of one frame, both
 * ways and from nothing; then, for each bin alone, across frames. Each path ends in a linear layer,
 * a normalisation over the frame and a way round. The two halves of the channels have units of
 * their own. Owns the state across frames, (33, 16).
 */
final class DpGrnn {

    private static final int GROUPS = 2;
    private static final int GROUP = CHANNELS / GROUPS;

    /** Units of one direction: both directions' outputs together make a group's channels again. */
    private static final int BAND_UNITS = GROUP / 2;

    private final Kernels kernels;
    private final LayerNorm bandNorm;
    private final LayerNorm frameNorm;
    private final Gru[] upward = new Gru[GROUPS];
    private final Gru[] downward = new Gru[GROUPS];
    private final Gru[] onward = new Gru[GROUPS];
    private final CausalConv bandLinear;
    private final CausalConv frameLinear;
    private final float[] state = new float[BINS * CHANNELS];
    private final float[] running = new float[BAND_UNITS];
    private final float[] across = new float[BINS * CHANNELS];
    private final float[] mixed = new float[BINS * CHANNELS];
    private final float[] between = new float[BINS * CHANNELS];

    DpGrnn(Numbers numbers, Kernels kernels) {
        this.kernels = kernels;
        for (int g = 0; g < GROUPS; g++) {
            upward[g] = new Gru(numbers.upward[g], kernels);
            downward[g] = new Gru(numbers.downward[g], kernels);
            onward[g] = new Gru(numbers.onward[g], kernels);
        }
        bandLinear = new CausalConv(numbers.bandLinear, kernels);
        frameLinear = new CausalConv(numbers.frameLinear, kernels);
        bandNorm = numbers.bandNorm;
        frameNorm = numbers.frameNorm;
    }

    void forward(float[] in, float[] out) {
        for (int g = 0; g < GROUPS; g++) {
            acrossBands(upward[g], in, g * GROUP, 0, 0, 1);
            acrossBands(downward[g], in, g * GROUP, BAND_UNITS, BINS - 1, -1);
        }
        bandLinear.forward(across, mixed);
        bandNorm.forward(mixed, in, between, kernels);
        for (int at = 0; at < state.length; at += GROUP) {
            onward[at / GROUP % GROUPS].step(between, at, state, at);
        }
        frameLinear.forward(state, mixed);
        frameNorm.forward(mixed, between, out, kernels);
    }

    private void acrossBands(Gru gru, float[] in, int group, int unit, int firstBin, int step) {
        Arrays.fill(running, 0);
        for (int n = 0, bin = firstBin; n < BINS; n++, bin += step) {
            int at = bin * CHANNELS + group;
            gru.step(in, at, running, 0);
            System.arraycopy(running, 0, across, at + unit, BAND_UNITS);
        }
    }

    void reset() {
        Arrays.fill(state, 0);
    }

    record Numbers(
            GruWeights[] upward,
            GruWeights[] downward,
            ConvWeights bandLinear,
            LayerNorm bandNorm,
            GruWeights[] onward,
            ConvWeights frameLinear,
            LayerNorm frameNorm) {

        static Numbers of(StateDict dict, String name) {
            String bands = name + "intra_rnn";
            return new Numbers(
                    pair(dict, bands, "l0", BAND_UNITS),
                    pair(dict, bands, "l0_reverse", BAND_UNITS),
                    GtcrnWeights.linear(dict, name + "intra_fc", BINS, CHANNELS, CHANNELS),
                    dict.layerNorm(name + "intra_ln", BINS, CHANNELS),
                    pair(dict, name + "inter_rnn", "l0", GROUP),
                    GtcrnWeights.linear(dict, name + "inter_fc", BINS, CHANNELS, CHANNELS),
                    dict.layerNorm(name + "inter_ln", BINS, CHANNELS));
        }

        private static GruWeights[] pair(StateDict dict, String name, String suffix, int units) {
            return new GruWeights[] {
                dict.gru(name + ".rnn1", suffix, GROUP, units),
                dict.gru(name + ".rnn2", suffix, GROUP, units)
            };
        }
    }
}
