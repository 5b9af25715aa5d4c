package quietline.streaming.io;

/**
 * A metadata chunk of a WAV file, copied to the output without being interpreted.
 *
 * @param id four letters, such as {@code LIST} or {@code bext}
 */
public record WavChunk(String id, byte[] contents) {

    /**
     * Whether to copy the chunk: not audio, format, padding or figures that new audio invalidates.
     */
    static boolean isMetadata(String id) {
        return switch (id) {
            case "fmt ", "fact", "data", "ds64", "JUNK", "junk", "PAD ", "FLLR", "PEAK" -> false;
            default -> isId(id);
        };
    }

    /** Whether an id is four printable letters; a question mark stands for an unprintable one. */
    static boolean isId(String id) {
        return id.length() == 4 && id.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '?');
    }
}
