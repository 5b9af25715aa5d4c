package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;

/** A way to compute {@link ConvTranspose2d}; all ways give the same answer. */
public sealed interface ConvTransposeForm permits ScatterAdd, TransposedKernel {

    Tensor apply(ConvTranspose2d conv, Tensor input);

    static List<ConvTransposeForm> all() {
        return List.of(new ScatterAdd(), new TransposedKernel());
    }
}
