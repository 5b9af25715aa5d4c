package quietline.streaming.io;

/** The format tags of a WAV file's {@code fmt} chunk. */
final class WavTag {

    static final int INTEGER = 1;
    static final int FLOAT = 3;
    static final int ALAW = 6;
    static final int MULAW = 7;

    private WavTag() {}
}
