package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import quietline.streaming.io.FileNames;

/**
 * Checks rows of tables of errors. In both texts, {@code @} stands for a folder; in the expected
 * line, {@code …} stands for any text.
 */
final class ErrorTable {

    private final Path folder;

    ErrorTable(Path folder) {
        this.folder = folder;
    }

    /** Runs a command; asserts its exit code, its only line, and that it changes no file. */
    void check(String arguments, int exitCode, String line) throws IOException {
        List<String> before = files();
        String words = arguments == null ? "" : arguments;
        Run run =
                Run.of(
                        Stream.of(words.split(" "))
                                .filter(word -> !word.isEmpty())
                                .map(this::named)
                                .toArray());
        check(run, exitCode, line);
        assertEquals("", run.out());
        assertEquals(before, files());
    }

    void check(Run run, int exitCode, String line) {
        String expected =
                Stream.of(named(line).split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"));
        assertTrue(run.err().matches("quietline: " + expected + "\\R"), run.err());
        assertEquals(exitCode, run.exitCode());
    }

    /** Names and times of all files. */
    List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : FileNames.in(folder)) {
            files.add(name + " of " + Files.getLastModifiedTime(folder.resolve(name)));
        }
        return files;
    }

    /** Puts the folder's name into a text. */
    String named(String text) {
        return text.replace("@", folder + "/");
    }
}
