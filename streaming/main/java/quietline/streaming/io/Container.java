package quietline.streaming.io;

import java.nio.charset.StandardCharsets;

/**
 * A file's format, recognised by its first bytes, and the integer depth to write when the file does
 * not say: 24 bits for lossless formats that may hold 24, 16 bits for lossy ones.
 */
enum Container {
    EMPTY("nothing", 16),
    WAV("WAV", 16),
    AIFF("AIFF", 24),
    AU("AU", 24),
    FLAC("FLAC", 24),
    WAVPACK("WavPack", 24),
    W64("Wave64", 24),
    CAF("CAF", 24),
    OPUS("Opus", 16),
    OGG("Ogg", 16),
    MP3("MP3", 16),
    AAC("AAC", 16),
    MP4("MP4", 16),
    MATROSKA("Matroska", 16),
    UNKNOWN("unknown format", 16);

    static final int START_BYTES = 40;

    private final String words;
    private final int bits;

    Container(String words, int bits) {
        this.words = words;
        this.bits = bits;
    }

    static Container of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String kind = text.length() < 12 ? "" : text.substring(8, 12);
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (text.matches("(?s)(RIFF|RIFX|RF64|BW64).*")) {
            // Other RIFF files, such as AVI, are left to ffmpeg.
            return kind.isEmpty() || kind.equals("WAVE") ? WAV : UNKNOWN;
        }
        if (text.startsWith("FORM") && (kind.equals("AIFF") || kind.equals("AIFC"))) {
            return AIFF;
        }
        if (text.startsWith("OggS")) {
            return text.startsWith("OpusHead", 28) ? OPUS : OGG;
        }
        if (text.startsWith("ftyp", 4)) {
            return MP4;
        }
        return text.length() < 4 ? UNKNOWN : ofFour(text.substring(0, 4));
    }

    private static Container ofFour(String text) {
        return switch (text) {
            case ".snd" -> AU;
            case "fLaC" -> FLAC;
            case "wvpk" -> WAVPACK;
            case "riff" -> W64;
            case "caff" -> CAF;
            case "\u001aE\u00df\u00a3" -> MATROSKA;
            default -> ofFrame(text.charAt(0), text.charAt(1), text.startsWith("ID3"));
        };
    }

    /** MPEG audio begins with eleven one bits; AAC has layer 0. */
    private static Container ofFrame(char first, char second, boolean tagged) {
        boolean frame = first == 0xff && (second & 0xe0) == 0xe0;
        if (frame && (second & 0xf6) == 0xf0) {
            return AAC;
        }
        return frame || tagged ? MP3 : UNKNOWN;
    }

    /** The format's name in messages. */
    String words() {
        return words;
    }

    /**
     * The encoding that keeps the file's depth, which FLAC and WavPack state in their first bytes.
     */
    SampleEncoding encoding(byte[] start) {
        int depth = bits;
        if (this == FLAC && start.length > 21) {
            depth = ((start[20] & 1) << 4 | (start[21] & 0xf0) >> 4) + 1;
        } else if (this == WAVPACK && start.length > 24) {
            depth = 8 * ((start[24] & 3) + 1);
        }
        if (depth > 24) {
            return SampleEncoding.PCM32;
        }
        return depth > 16 ? SampleEncoding.PCM24 : SampleEncoding.PCM16;
    }

    /** The length in instants, which FLAC states in 36 bits of its first bytes; −1 if unknown. */
    long instants(byte[] start) {
        if (this != FLAC || start.length < 26) {
            return -1;
        }
        long instants = start[21] & 0xf;
        for (int i = 22; i < 26; i++) {
            instants = instants << 8 | start[i] & 0xff;
        }
        return instants == 0 ? -1 : instants;
    }
}
