package quietline.weights;

/** Lists the layers of UL-UNAS in the order of its export. */
final class UlunasExport {
    private UlunasExport() {}

    static void read(OnnxLayers in) {
        in.matrix("erb.erb_fc");
        in.convOrTranspose("encoder.en_convs.0.ops.1", "encoder.en_convs.0.ops.2");
        in.affinePRelu("encoder.en_convs.0.ops.3");
        attention(in, "encoder.en_convs.0.ops.4");
        twoPoints(in, "encoder.en_convs.1.");
        onePoint(in, "encoder.en_convs.2.");
        twoPoints(in, "encoder.en_convs.3.");
        onePoint(in, "encoder.en_convs.4.");
        in.dpGrnn("dpgrnn.0");
        in.dpGrnn("dpgrnn.1");
        onePoint(in, "decoder.de_convs.0.");
        twoPoints(in, "decoder.de_convs.1.");
        onePoint(in, "decoder.de_convs.2.");
        twoPoints(in, "decoder.de_convs.3.");
        in.convOrTranspose("decoder.de_convs.4.ops.1", "decoder.de_convs.4.ops.2");
        attention(in, "decoder.de_convs.4.ops.4");
        in.matrix("erb.ierb_fc");
    }

    /** Reads a block of a pointwise and a depthwise convolution. */
    private static void onePoint(OnnxLayers in, String block) {
        pointAndDepth(in, block + "pconv.", block + "dconv.");
        attention(in, block + "dconv.4");
    }

    /** Reads a block with a second pointwise convolution after the depthwise one. */
    private static void twoPoints(OnnxLayers in, String block) {
        pointAndDepth(in, block + "pconv1.", block + "dconv.");
        in.conv(block + "pconv2.0", block + "pconv2.1");
        attention(in, block + "pconv2.2");
    }

    private static void pointAndDepth(OnnxLayers in, String point, String depth) {
        in.conv(point + "0", point + "1");
        in.affinePRelu(point + "2");
        in.convOrTranspose(depth + "1", depth + "2");
        in.affinePRelu(depth + "3");
    }

    /** Reads the attention in time and the attention over bands. */
    private static void attention(OnnxLayers in, String name) {
        in.gru(name + ".ta_gru");
        in.linear(name + ".ta_fc");
        in.gru(name + ".fa.gru");
        in.linear(name + ".fa.fc");
    }
}
