package quietline.reference;

import java.util.List;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * UL-UNAS on a whole recording.
 *
 * <pre>
 * feature: log₁₀ magnitude      enhanced = (re + i·im) · mask, 0 &lt; mask &lt; 1
 * </pre>
 *
 * <p>One frame costs 171,328 parameters (146,752 learned, 24,576 in the fixed ERB matrices) and
 * 437,908 multiply-adds.
 */
public final class OfflineUlunas extends OfflineNetwork {

    public OfflineUlunas(Weights weights) {
        super(weights, OfflineUlunas::stages);
    }

    private static Stages stages(NamedLayers named) {
        ErbMatrices erb = ErbMatrices.of(named.within("erb"));
        return new Stages(
                erb.toBands(),
                encoder(named.within("encoder").within("en_convs")),
                dpGrnns(named, "dpgrnn.0", "dpgrnn.1"),
                decoder(named.within("decoder").within("de_convs")),
                Activation.SIGMOID.then(erb.toBins()));
    }

    private static List<Layer> encoder(NamedLayers named) {
        return List.of(
                block(named.within("0"), 1, 12, 129, CausalKernel.of(3, 3, 2)).dense(),
                block(named.within("1"), 12, 24, 65, CausalKernel.of(2, 3, 2)).bottleneck(),
                block(named.within("2"), 24, 24, 33, CausalKernel.of(2, 3, 1)).depthwise(),
                block(named.within("3"), 24, 32, 33, CausalKernel.of(1, 5, 1)).bottleneck(),
                block(named.within("4"), 32, 16, 33, CausalKernel.of(1, 5, 1)).depthwise());
    }

    private static List<Layer> decoder(NamedLayers named) {
        return List.of(
                block(named.within("0"), 16, 32, 33, CausalKernel.transposed(1, 5, 1)).depthwise(),
                block(named.within("1"), 32, 24, 33, CausalKernel.transposed(1, 5, 1)).bottleneck(),
                block(named.within("2"), 24, 24, 33, CausalKernel.transposed(2, 3, 1)).depthwise(),
                block(named.within("3"), 24, 12, 33, CausalKernel.transposed(2, 3, 2)).bottleneck(),
                block(named.within("4"), 12, 1, 65, CausalKernel.transposed(3, 3, 2)).mask());
    }

    private static OfflineUlunasBlock block(
            NamedLayers named, int inputs, int outputs, int bands, CausalKernel kernel) {
        return new OfflineUlunasBlock(named, inputs, outputs, bands, kernel);
    }

    @Override
    Tensor features(ComplexSpectrum noisy) {
        return noisy.logMagnitude();
    }

    @Override
    Tensor masked(ComplexSpectrum noisy, Tensor mask) {
        return noisy.timesReal(mask);
    }
}
