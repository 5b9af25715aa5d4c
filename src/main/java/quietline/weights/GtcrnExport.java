package quietline.weights;

/** Lists the layers of GTCRN in the order of its export. */
final class GtcrnExport {
    private GtcrnExport() {}

    static void read(OnnxLayers in) {
        in.matrix("erb.erb_fc");
        plain(in, "encoder.en_convs.0.");
        plain(in, "encoder.en_convs.1.");
        for (int block = 2; block < 5; block++) {
            block(in, "encoder.en_convs." + block + ".");
        }
        in.dpGrnn("dpgrnn1");
        in.dpGrnn("dpgrnn2");
        for (int block = 0; block < 3; block++) {
            block(in, "decoder.de_convs." + block + ".");
        }
        plain(in, "decoder.de_convs.3.");
        in.convOrTranspose("decoder.de_convs.4.conv", "decoder.de_convs.4.bn");
        in.matrix("erb.ierb_fc");
    }

    private static void plain(OnnxLayers in, String stage) {
        in.convOrTranspose(stage + "conv", stage + "bn");
        in.pRelu(stage + "act");
    }

    private static void block(OnnxLayers in, String stage) {
        in.convOrTranspose(stage + "point_conv1", stage + "point_bn1");
        in.pRelu(stage + "point_act");
        in.convOrTranspose(stage + "depth_conv", stage + "depth_bn");
        in.pRelu(stage + "depth_act");
        in.convOrTranspose(stage + "point_conv2", stage + "point_bn2");
        in.gru(stage + "tra.att_gru");
        in.linear(stage + "tra.att_fc");
    }
}
