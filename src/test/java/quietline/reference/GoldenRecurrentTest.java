package quietline.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import quietline.weights.Golden;
import quietline.weights.Tensor;

/** Compares recurrent layers and their normalisation with PyTorch's results. */
class GoldenRecurrentTest {

    private static final double TOLERANCE = 1e-6;

    private final Golden golden = Golden.load("recurrent");

    @ParameterizedTest
    @ValueSource(strings = {"tra", "inter"})
    void runsForwardsAsPyTorch(String name) {
        check(name, gru(name, ""));
    }

    @Test
    void runsInBothDirectionsAsPyTorch() {
        check("intra", new BidirectionalGru(gru("intra", ""), gru("intra", "_reverse")));
    }

    @Test
    void normalisesAsPyTorch() {
        Tensor weight = golden.tensor("layernorm.weight");
        double epsilon = Double.parseDouble(golden.metadata().get("layernorm_eps"));
        check("layernorm", new OfflineLayerNorm(weight, golden.tensor("layernorm.bias"), epsilon));
    }

    private void check(String name, Layer layer) {
        Tensor expected = golden.tensor(name + ".y");
        Tensor found = layer.apply(golden.tensor(name + ".x"));
        Closeness.assertClose(expected, found, TOLERANCE);
    }

    private OfflineGru gru(String name, String suffix) {
        return new OfflineGru(
                golden.tensor(name + ".weight_ih_l0" + suffix),
                golden.tensor(name + ".weight_hh_l0" + suffix),
                golden.tensor(name + ".bias_ih_l0" + suffix),
                golden.tensor(name + ".bias_hh_l0" + suffix));
    }
}
