package quietline.streaming.live.device;

/** A sound server's sample format; the encoding is a number of the protocol. */
record PulseFormat(int encoding, int channels, int sampleRate) {

    private static final String[] WORDS = {
        "8-bit", "A-law", "µ-law", "16-bit", "16-bit", "float", "float", "32-bit", "32-bit",
        "24-bit", "24-bit", "24-bit", "24-bit"
    };

    String words() {
        return encoding >= 0 && encoding < WORDS.length ? WORDS[encoding] : "unknown";
    }
}
