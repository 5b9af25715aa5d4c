package quietline.streaming.io;

import java.util.List;

/**
 * A metadata chunk of a WAV file, copied to the output without being interpreted.
 *
 * @param id four letters, such as {@code LIST} or {@code bext}
 */
public record WavChunk(String id, byte[] contents) {

    private static final List<String> NO_METADATA =
            List.of("fmt ", "fact", "data", "ds64", "JUNK", "junk", "PAD ", "FLLR", "PEAK");

    /**
     * Whether to copy a chunk: not audio, format, padding or figures that new audio invalidates.
     *
     * @param head begins with the chunk's id
     */
    static boolean isMetadata(byte[] head) {
        // No lambda and no iterator: a file may have a million chunks.
        for (int i = 0; i < NO_METADATA.size(); i++) {
            if (is(NO_METADATA.get(i), head)) {
                return false;
            }
        }
        return isId(head);
    }

    /** Whether a chunk's head begins with this id. */
    static boolean is(String id, byte[] head) {
        for (int i = 0; i < 4; i++) {
            if (head[i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a chunk's head begins with four printable letters, as ids do. */
    static boolean isId(byte[] head) {
        for (int i = 0; i < 4; i++) {
            if (head[i] < ' ' || head[i] > '~' || head[i] == '?') {
                return false;
            }
        }
        return true;
    }
}
