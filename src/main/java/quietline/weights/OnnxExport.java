package quietline.weights;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads a published ONNX export and gives its tensors PyTorch's names and shapes. An export lacks
 * most names, but its nodes are in the network's order: {@link GtcrnExport} and {@link
 * UlunasExport} list the layers in that order. Which of them, the counts of nodes say.
 */
final class OnnxExport {
    /** The operators whose counts tell the exports apart. */
    private static final List<String> OPERATORS =
            List.of("Conv", "ConvTranspose", "BatchNormalization", "PRelu", "MatMul", "GRU");

    private record Known(
            String network, String file, List<Integer> counts, Consumer<OnnxLayers> layers) {
        @Override
        public String toString() {
            return "%s (%s: %s)".formatted(network, file, words(counts));
        }
    }

    private static final List<Known> KNOWN =
            List.of(
                    new Known(
                            "GTCRN",
                            "gtcrn_simple.onnx",
                            List.of(11, 11, 11, 15, 12, 14),
                            GtcrnExport::read),
                    new Known(
                            "UL-UNAS",
                            "ulunas_stream_simple.onnx",
                            List.of(17, 5, 5, 0, 26, 28),
                            UlunasExport::read));

    private OnnxExport() {}

    static Map<String, Tensor> read(byte[] file) {
        OnnxModel model = OnnxModel.read(file);
        OnnxLayers layers = new OnnxLayers(model);
        List<Integer> counts = OPERATORS.stream().map(name -> model.nodes(name).size()).toList();
        KNOWN.stream()
                .filter(known -> known.counts.equals(counts))
                .findFirst()
                .orElseThrow(() -> unknown(counts))
                .layers
                .accept(layers);
        return layers.tensors();
    }

    private static WeightsException unknown(List<Integer> counts) {
        String expected =
                KNOWN.stream().map(Known::toString).collect(Collectors.joining(" or of "));
        return new WeightsException(
                "expected the ONNX export of %s, found %s".formatted(expected, words(counts)));
    }

    private static String words(List<Integer> counts) {
        return IntStream.range(0, counts.size())
                .mapToObj(i -> counts.get(i) + " " + OPERATORS.get(i))
                .collect(Collectors.joining(", "));
    }
}
