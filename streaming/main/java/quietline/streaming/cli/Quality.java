package quietline.streaming.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import quietline.Enhancer;
import quietline.weights.Weights;

/** The built-in weights, by what they are good at: values of the option {@code --quality}. */
enum Quality {
    fast(Weights::fast),
    best(Weights::best);

    static final String HELP =
            "Which built-in weights: best keeps speech clearest, fast takes less than half the"
                    + " time. Default: best.";

    /** The message for a command line with {@code --quality} and {@code --weights}. */
    static final String CONFLICT = "--quality and --weights exclude each other";

    private final Supplier<Weights> weights;

    Quality(Supplier<Weights> weights) {
        this.weights = weights;
    }

    /**
     * Returns the weights of a quality or a file, of which one at most is chosen; the others are
     * null.
     */
    static Weights weights(Quality quality, Path file) {
        if (quality != null) {
            return quality.weights.get();
        }
        return file == null ? Enhancer.defaultWeights() : Weights.load(file);
    }
}
