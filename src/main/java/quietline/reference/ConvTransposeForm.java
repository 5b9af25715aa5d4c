package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;

/** A way to compute a {@link ConvTranspose2d}. All ways give the same result. */
sealed interface ConvTransposeForm permits ScatterAdd, TransposedKernel {

    Tensor apply(ConvTranspose2d conv, Tensor input);

    static List<ConvTransposeForm> all() {
        return List.of(new ScatterAdd(), new TransposedKernel());
    }
}
