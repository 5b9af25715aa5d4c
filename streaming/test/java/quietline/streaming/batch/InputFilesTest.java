package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.AudioException;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class InputFilesTest {

    @TempDir private Path temp;
    private Path in;
    private Path outside;

    @BeforeEach
    void layOut() throws IOException {
        in = temp.resolve("in");
        outside = temp.resolve("outside");
        file("in/a.wav");
        file("in/deep/b.wav");
        file("outside/c.wav");
    }

    private Path file(String name) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    private void link(String name, String to) throws IOException {
        Files.createSymbolicLink(in.resolve(name), Path.of(to));
    }

    private InputFiles find(boolean followLinks, List<Path> outputs, Path... arguments) {
        List<String> names = Arrays.stream(arguments).map(Path::toString).toList();
        return InputFiles.of(
                names, InputStream.nullInputStream(), Optional.empty(), outputs, followLinks);
    }

    private static List<String> names(InputFiles found) {
        return found.inputs().stream().map(input -> input.relative().toString()).toList();
    }

    private static List<String> troubles(InputFiles found) {
        return found.troubles().stream().map(AudioException::getMessage).toList();
    }

    @Test
    void skipsOutputFoldersInInputFolder() throws IOException {
        file("in/clean/a.wav");
        file("in/deep/noise/a.wav");
        link("alias", "clean");
        List<Path> outputs = List.of(in.resolve("deep/../clean"), in.resolve("deep/noise"));
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, outputs, in)));
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(true, outputs, in)));
        List<Path> alias = List.of(in.resolve("alias"), in.resolve("deep/noise"));
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, alias, in)));
    }

    @Test
    void searchesInputFolderThatIsAlsoOutputFolder() {
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, List.of(in), in)));
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, List.of(temp), in)));
    }

    /** As after {@code enhance * -o clean}, the second time. */
    @Test
    void skipsOutputFolderAmongSeveralArguments() throws IOException {
        Path clean = file("in/clean/a.wav").getParent();
        InputFiles found = find(false, List.of(clean), in.resolve("a.wav"), clean);
        assertEquals(List.of("a.wav"), names(found));
        assertEquals(List.of(clean + ": skipped, because it is the output folder"), found.notes());
    }

    @Test
    void followsLinksToOutsideOnlyIfWanted() throws IOException {
        link("c.wav", "../outside/c.wav");
        link("far", "../outside");
        link("near.wav", "deep/b.wav");
        link("notes.txt", "../outside/c.wav");
        InputFiles found = find(false, List.of(), in);
        assertEquals(List.of("a.wav", "deep/b.wav", "near.wav"), names(found));
        assertEquals(
                Stream.of("c.wav", "far")
                        .map(
                                name ->
                                        "%s: link to outside of %s skipped; use --follow-links"
                                                .formatted(in.resolve(name), in))
                        .toList(),
                found.notes().stream().sorted().toList());
        InputFiles all = find(true, List.of(), in);
        assertEquals(List.of("a.wav", "c.wav", "deep/b.wav", "far/c.wav", "near.wav"), names(all));
        assertEquals(List.of(), all.notes());
    }

    @Test
    void endsAtLoops() throws IOException {
        link("deep/self", ".");
        link("deep/up", "..");
        link("over", "..");
        Files.createSymbolicLink(outside.resolve("back"), in);
        for (int from = 0; from < 12; from++) {
            file("in/many/" + from + "/x.wav");
            for (int to = 0; to < 12; to++) {
                link("many/" + from + "/to" + to, "../" + to);
            }
        }
        InputFiles found = find(true, List.of(), in);
        assertEquals(List.of(), troubles(found));
        assertEquals(12 + 3, found.inputs().size());
        assertEquals(12 + 2, find(false, List.of(), in).inputs().size());
    }

    @Test
    void searchesFolderBehindLinkThatIsNamed() throws IOException {
        link("far", "../outside");
        assertEquals(List.of("c.wav"), names(find(false, List.of(), in.resolve("far"))));
    }

    @Test
    void reportsLinksToNowhere() throws IOException {
        link("gone.wav", "nowhere");
        link("loop.wav", "loop.wav");
        InputFiles found = find(true, List.of(), in);
        assertEquals(List.of("a.wav", "deep/b.wav"), names(found));
        assertEquals(2, found.troubles().size());
        assertTrue(troubles(found).contains(in.resolve("gone.wav") + ": no such file"));
    }
}
