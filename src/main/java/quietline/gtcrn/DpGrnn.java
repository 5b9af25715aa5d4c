package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;

import quietline.kernel.Kernels;
import quietline.nn.StageTimes;

/**
 * Grouped dual-path recurrent net on frames shaped (33, 16): first across the bands of one frame,
 * then across frames, each path followed by a linear layer, a normalisation and a way round.
 */
final class DpGrnn {

    private final AcrossBands acrossBands;
    private final AcrossFrames acrossFrames;
    private final float[] between = Shapes.frame(BINS);

    DpGrnn(Numbers numbers, Scratch scratch, Kernels kernels) {
        acrossBands = new AcrossBands(numbers.acrossBands, scratch, kernels);
        acrossFrames = new AcrossFrames(numbers.acrossFrames, scratch, kernels);
    }

    void forward(float[] in, float[] out, StageTimes times, GtcrnStage halfway) {
        acrossBands.forward(in, between);
        StageTimes.mark(times, halfway);
        acrossFrames.forward(between, out);
    }

    void reset() {
        acrossFrames.reset();
    }

    record Numbers(AcrossBands.Numbers acrossBands, AcrossFrames.Numbers acrossFrames) {

        static Numbers of(StateDict dict, String name) {
            return new Numbers(
                    AcrossBands.Numbers.of(dict, name + "intra_"),
                    AcrossFrames.Numbers.of(dict, name + "inter_"));
        }
    }
}
