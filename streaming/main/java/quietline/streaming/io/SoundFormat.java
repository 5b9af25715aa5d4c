package quietline.streaming.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The formats that can be written, chosen by a file's extension. All but WAV need ffmpeg. */
public enum SoundFormat {
    WAV("wav", "", "wav", "wave"),
    FLAC("flac", "flac", "flac"),
    MP3("mp3", "libmp3lame", "mp3"),
    OPUS("opus", "libopus", "opus"),
    OGG("ogg", "libvorbis", "ogg", "oga"),
    M4A("ipod", "aac", "m4a", "m4b"),
    AAC("adts", "aac", "aac"),
    MP4("mp4", "aac", "mp4", "m4v"),
    MOV("mov", "aac", "mov"),
    MATROSKA("matroska", "aac", "mkv", "mka"),
    WEBM("webm", "libopus", "webm");

    /** The extensions to name in messages. */
    public static final String EXTENSIONS =
            ".wav, .flac, .mp3, .opus, .ogg, .m4a, .aac, .mp4, .mov, .mkv or .webm";

    private static final Set<SoundFormat> VIDEO = Set.of(MP4, MOV, MATROSKA, WEBM);

    /** The sample rates that every lossy encoder but Opus takes. */
    private static final Set<Integer> RATES =
            Set.of(8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

    private static final int HIGHEST_RATE = 48_000;

    private final String muxer;
    private final String encoder;
    private final Set<String> extensions;

    SoundFormat(String muxer, String encoder, String... extensions) {
        this.muxer = muxer;
        this.encoder = encoder;
        this.extensions = Set.of(extensions);
    }

    /** Returns the format that a file's extension promises, if it can be written. */
    public static Optional<SoundFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        return Stream.of(values())
                .filter(format -> format.extensions.contains(extension))
                .findFirst();
    }

    /** Whether the format holds pictures and other tracks beside the sound. */
    public boolean isVideo() {
        return VIDEO.contains(this);
    }

    /** ffmpeg's name of the container. */
    String muxer() {
        return muxer;
    }

    /** ffmpeg's name of the encoder. */
    String encoder() {
        return encoder;
    }

    /** Returns the samples to give to the encoder, for an output that would have these as WAV. */
    public WavFormat adapted(WavFormat wav) {
        return switch (this) {
            case WAV -> wav;
            case FLAC ->
                    switch (wav.encoding()) {
                        case PCM8, PCM16, ALAW, MULAW ->
                                wav.with(SampleEncoding.PCM16, wav.sampleRate());
                        default -> wav.with(SampleEncoding.PCM24, wav.sampleRate());
                    };
            case OPUS, WEBM -> wav.with(SampleEncoding.FLOAT32, HIGHEST_RATE);
            default ->
                    wav.with(
                            SampleEncoding.FLOAT32,
                            RATES.contains(wav.sampleRate()) ? wav.sampleRate() : HIGHEST_RATE);
        };
    }

    /** ffmpeg's options for the quality of the first sound track. */
    List<String> quality(WavFormat format) {
        return switch (encoder) {
            case "libmp3lame" -> List.of("-q:a:0", "2");
            case "libvorbis" -> List.of("-q:a:0", "5");
            case "libopus" -> List.of("-b:a:0", "" + 64_000 * format.channels());
            // AAC cannot have more than 6 bits a sample.
            case "aac" ->
                    List.of(
                            "-b:a:0",
                            "" + Math.min(96_000, 4 * format.sampleRate()) * format.channels());
            default -> List.of();
        };
    }

    /** ffmpeg's options for the container. */
    List<String> container() {
        return switch (this) {
            case MP3 -> List.of("-id3v2_version", "3");
            case AAC -> List.of("-write_id3v2", "1");
            default -> List.of();
        };
    }

    /** Whether ffmpeg mixes so many channels into fewer without a word. */
    boolean mixes(int channels) {
        return this == MP3 && channels > 2;
    }

    /** Whether the container takes any tag, so that it needs no {@link #comment}. */
    boolean takesTags() {
        return this != M4A && !isVideo();
    }

    /** Whether the container takes a picture beside sound. */
    boolean takesCover() {
        return this == FLAC || this == MP3 || this == M4A;
    }

    /**
     * Returns what to append to a finished file so that it contains a text that players ignore: a
     * free box of MP4, a void element of Matroska; nothing for formats that take tags.
     *
     * @param text shorter than 100 bytes
     */
    byte[] comment(byte[] text) {
        if (takesTags() || text.length == 0) {
            return new byte[0];
        }
        if (this == MATROSKA || this == WEBM) {
            return ByteBuffer.allocate(2 + text.length)
                    .put((byte) 0xec)
                    .put((byte) (0x80 | text.length))
                    .put(text)
                    .array();
        }
        return ByteBuffer.allocate(8 + text.length)
                .putInt(8 + text.length)
                .put(new byte[] {'f', 'r', 'e', 'e'})
                .put(text)
                .array();
    }
}
