package quietline.weights;

/** Makes exports with the nodes of GTCRN and tensors of a few numbers, which no network takes. */
final class OnnxMiniature {
    private OnnxMiniature() {}

    /**
     * Returns an export.
     *
     * @param channels the size of the first convolution's bias
     */
    static byte[] gtcrn(int channels) {
        OnnxFile file = new OnnxFile();
        file.tensor("b", Tensor.zeros(channels)).tensor("c", Tensor.zeros(1));
        file.tensor("w", Tensor.zeros(1, 1, 1, 1)).tensor("m", Tensor.zeros(1, 1));
        file.tensor("g", Tensor.zeros(1, 3, 1)).tensor("h", Tensor.zeros(1, 6));
        for (int i = 0; i < 11; i++) {
            file.node("Conv", "x", "w", i == 0 ? "b" : "c");
            file.node("ConvTranspose", "x", "w", "c");
            file.node(
                    OnnxFile.floatAttribute("epsilon", 1e-5f),
                    "BatchNormalization",
                    "x",
                    "c",
                    "c",
                    "c",
                    "c");
        }
        for (int i = 0; i < 15; i++) {
            file.node("PRelu", "x", "c");
        }
        for (int i = 0; i < 12; i++) {
            file.node("MatMul", "x", "m");
        }
        for (int i = 0; i < 14; i++) {
            file.node(OnnxFile.longAttribute("linear_before_reset", 1), "GRU", "x", "g", "g", "h");
        }
        for (int i = 0; i < 3; i++) {
            file.tensor("encoder.en_convs." + (i + 2) + ".tra.att_fc.bias", Tensor.zeros(1));
            file.tensor("decoder.de_convs." + i + ".tra.att_fc.bias", Tensor.zeros(1));
        }
        for (String path : new String[] {"1.intra_", "1.inter_", "2.intra_", "2.inter_"}) {
            for (String tensor : new String[] {"fc.bias", "ln.weight", "ln.bias"}) {
                file.tensor("dpgrnn" + path + tensor, Tensor.zeros(1));
            }
        }
        return file.finish();
    }
}
