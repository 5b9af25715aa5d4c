package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;

/** A way to compute a {@link Conv2d}. All ways give the same result. */
sealed interface ConvForm permits SlidingWindow, FlattenedInput, FlattenedKernel {

    Tensor apply(Conv2d conv, Tensor input);

    static List<ConvForm> all() {
        return List.of(new SlidingWindow(), new FlattenedInput(), new FlattenedKernel());
    }
}
