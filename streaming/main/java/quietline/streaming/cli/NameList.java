package quietline.streaming.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;

/** Reads the names of files from a list: one a line, or each ended by a NUL character. */
final class NameList {

    private NameList() {}

    /**
     * @param list the name of the list; {@code -} for stdin
     */
    static List<String> read(String list, InputStream standard, boolean nul) throws IOException {
        boolean fromStdin = FileKind.isStdin(list);
        String name = fromStdin ? "stdin" : list;
        String text;
        try (InputStream in = fromStdin ? standard : open(Path.of(list))) {
            text = text(in.readAllBytes());
        } catch (IOException e) {
            throw AudioException.of(name, e);
        }
        if (!nul && text.indexOf('\0') >= 0) {
            throw new AudioException(
                    name, "is not text; for names that end in NUL characters use --null");
        }
        List<String> names = new ArrayList<>();
        for (String line : text.split(nul ? "\0" : "\r?\n")) {
            if (!line.isEmpty()) {
                // No name in a list means stdin.
                names.add(line.equals("-") ? "./-" : line);
            }
        }
        if (names.isEmpty()) {
            throw new AudioException(name, "contains no names of files");
        }
        return names;
    }

    /** Decodes UTF-8, or UTF-16 if it begins with a byte order mark; leaves the mark out. */
    private static String text(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        boolean wide = mark == 0xfeff || mark == 0xfffe;
        String text = new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static InputStream open(Path list) throws IOException {
        FileKind.checkReadable(list, "a list of files");
        return FileKind.open(list);
    }
}
