package quietline.gtcrn;

import quietline.nn.TimedStage;

/** The stages of the network for one hop, in their order. */
public enum GtcrnStage implements TimedStage {
    BANDS("bands from bins", "erb.erb_fc"),
    ENCODER_CONV_1("encoder convolution 1", "encoder.en_convs.0"),
    ENCODER_CONV_2("encoder convolution 2", "encoder.en_convs.1"),
    ENCODER_BLOCK_1("encoder GTConvBlock 1", "encoder.en_convs.2"),
    ENCODER_BLOCK_2("encoder GTConvBlock 2", "encoder.en_convs.3"),
    ENCODER_BLOCK_3("encoder GTConvBlock 3", "encoder.en_convs.4"),
    ACROSS_BANDS_1("DPGRNN 1 across bands", "dpgrnn1.intra"),
    ACROSS_FRAMES_1("DPGRNN 1 across frames", "dpgrnn1.inter"),
    ACROSS_BANDS_2("DPGRNN 2 across bands", "dpgrnn2.intra"),
    ACROSS_FRAMES_2("DPGRNN 2 across frames", "dpgrnn2.inter"),
    DECODER_BLOCK_1("decoder GTConvBlock 1", "decoder.de_convs.0"),
    DECODER_BLOCK_2("decoder GTConvBlock 2", "decoder.de_convs.1"),
    DECODER_BLOCK_3("decoder GTConvBlock 3", "decoder.de_convs.2"),
    DECODER_CONV_1("decoder convolution 1", "decoder.de_convs.3"),
    DECODER_CONV_2("decoder convolution 2", "decoder.de_convs.4"),
    BINS("bins from bands", "erb.ierb_fc");

    private final String title;
    private final String tensors;

    GtcrnStage(String title, String tensors) {
        this.title = title;
        this.tensors = tensors;
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the prefix of its tensors' names. */
    public String tensors() {
        return tensors;
    }
}
