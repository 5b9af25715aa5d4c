package quietline.streaming.io;

/**
 * A piece of a WAV file that is not its sound: what it is called, and its bytes, which nobody here
 * understands and everybody passes on.
 *
 * @param id four letters, such as {@code LIST} or {@code bext}
 */
public record WavChunk(String id, byte[] contents) {

    /** Not the sound, nor its description, padding, or what new sound makes wrong. */
    static boolean isMetadata(String id) {
        return switch (id) {
            case "fmt ", "fact", "data", "ds64", "JUNK", "junk", "PAD ", "FLLR", "PEAK" -> false;
            default -> isId(id);
        };
    }

    /** Question marks stand for what cannot be printed. */
    static boolean isId(String id) {
        return id.length() == 4 && id.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '?');
    }
}
