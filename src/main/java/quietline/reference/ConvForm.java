package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;

/** A way to compute {@link Conv2d}; all ways give the same answer. */
public sealed interface ConvForm permits SlidingWindow, FlattenedInput, FlattenedKernel {

    Tensor apply(Conv2d conv, Tensor input);

    static List<ConvForm> all() {
        return List.of(new SlidingWindow(), new FlattenedInput(), new FlattenedKernel());
    }
}
