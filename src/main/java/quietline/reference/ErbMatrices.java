package quietline.reference;

import quietline.weights.Tensor;

/**
 * Converts 257 bins to 129 bands and back, on the last axis. The 65 lowest bins, which are narrower
 * than an auditory band, stay unchanged; {@code bands[65..] = merge·bins[65..]} with merge (64,
 * 192), and {@code bins[65..] = split·bands[65..]} with split (192, 64).
 */
record ErbMatrices(Linear merge, Linear split) {

    private static final int KEPT = 65;
    private static final int MERGED = 64;
    private static final int SPREAD = 192;

    static ErbMatrices of(NamedLayers named) {
        return new ErbMatrices(
                new Linear(named.take("erb_fc.weight", MERGED, SPREAD), null),
                new Linear(named.take("ierb_fc.weight", SPREAD, MERGED), null));
    }

    /** (N, C, T, 257) → (N, C, T, 129). */
    Layer toBands() {
        return new AboveKept(merge);
    }

    /** (N, C, T, 129) → (N, C, T, 257). */
    Layer toBins() {
        return new AboveKept(split);
    }

    private record AboveKept(Linear matrix) implements Layer {

        @Override
        public Tensor apply(Tensor input) {
            int last = input.rank() - 1;
            Tensor low = Axes.slice(input, last, 0, KEPT);
            Tensor high = Axes.slice(input, last, KEPT, input.dimension(last));
            return Axes.concatenate(last, low, matrix.apply(high));
        }

        @Override
        public int[] outputShape(int... inputShape) {
            int[] shape = matrix.outputShape(high(inputShape));
            shape[shape.length - 1] += KEPT;
            return shape;
        }

        @Override
        public Cost cost(int... inputShape) {
            return matrix.cost(high(inputShape));
        }

        private static int[] high(int[] inputShape) {
            int[] shape = inputShape.clone();
            shape[shape.length - 1] -= KEPT;
            return shape;
        }
    }
}
