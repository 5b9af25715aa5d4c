package quietline.nn;

import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;

/**
 * Grouped dual-path recurrent network on frames of 16 channels: first across the bins of one frame,
 * then across frames. A linear layer and a normalisation follow each path, whose input is then
 * added.
 */
public final class DpGrnn {

    private final AcrossBands acrossBands;
    private final AcrossFrames acrossFrames;
    private final float[] between;

    /**
     * @param scratch for frames of the same shape
     */
    public DpGrnn(Numbers numbers, Scratch scratch, Kernels kernels) {
        acrossBands = new AcrossBands(numbers.acrossBands, scratch, kernels);
        acrossFrames = new AcrossFrames(numbers.acrossFrames, scratch, kernels);
        between = numbers.frame.newFrame();
    }

    /**
     * Computes one frame.
     *
     * @param halfway the stage that ends between the two paths
     */
    public void forward(float[] in, float[] out, StageTimes times, TimedStage halfway) {
        acrossBands.forward(in, between);
        StageTimes.mark(times, halfway);
        acrossFrames.forward(between, out);
    }

    public void reset() {
        acrossFrames.reset();
    }

    /** The weights of both paths, for frames of this shape. Immutable; shared by all streams. */
    public record Numbers(
            FrameShape frame, AcrossBands.Numbers acrossBands, AcrossFrames.Numbers acrossFrames) {

        /** Reads the tensors with this prefix. */
        public static Numbers of(StateDict dict, String prefix, FrameShape frame) {
            if (frame.channels() != Row.FLOATS) {
                throw new IllegalArgumentException(
                        "expected frames of %d channels, got %s".formatted(Row.FLOATS, frame));
            }
            return new Numbers(
                    frame,
                    AcrossBands.Numbers.of(dict, prefix + "intra_", frame),
                    AcrossFrames.Numbers.of(dict, prefix + "inter_", frame));
        }
    }
}
