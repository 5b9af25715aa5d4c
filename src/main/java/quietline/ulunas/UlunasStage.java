package quietline.ulunas;

import quietline.nn.TimedStage;

/** The stages of the network for one hop, in their order. */
public enum UlunasStage implements TimedStage {
    BANDS("bands from bins", "erb.erb_fc"),
    ENCODER_1("encoder block 1", "encoder.en_convs.0"),
    ENCODER_2("encoder block 2", "encoder.en_convs.1"),
    ENCODER_3("encoder block 3", "encoder.en_convs.2"),
    ENCODER_4("encoder block 4", "encoder.en_convs.3"),
    ENCODER_5("encoder block 5", "encoder.en_convs.4"),
    ACROSS_BANDS_1("DPGRNN 1 across bands", "dpgrnn.0.intra"),
    ACROSS_FRAMES_1("DPGRNN 1 across frames", "dpgrnn.0.inter"),
    ACROSS_BANDS_2("DPGRNN 2 across bands", "dpgrnn.1.intra"),
    ACROSS_FRAMES_2("DPGRNN 2 across frames", "dpgrnn.1.inter"),
    DECODER_1("decoder block 1", "decoder.de_convs.0"),
    DECODER_2("decoder block 2", "decoder.de_convs.1"),
    DECODER_3("decoder block 3", "decoder.de_convs.2"),
    DECODER_4("decoder block 4", "decoder.de_convs.3"),
    DECODER_5("decoder block 5", "decoder.de_convs.4"),
    BINS("bins from bands", "erb.ierb_fc");

    static final UlunasStage[] ENCODER = {ENCODER_1, ENCODER_2, ENCODER_3, ENCODER_4, ENCODER_5};
    static final UlunasStage[] DECODER = {DECODER_1, DECODER_2, DECODER_3, DECODER_4, DECODER_5};

    private final String title;
    private final String tensors;

    UlunasStage(String title, String tensors) {
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
