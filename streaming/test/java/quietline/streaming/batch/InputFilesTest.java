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
    void searchesInputFolderThatIsAlsoOutputFolder() throws IOException {
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, List.of(temp), in)));
        output("in/c.wav", "c.mp3");
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, List.of(in), in)));
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
        assertEquals(1, found.notes().size());
        String note = found.notes().get(0);
        String start = "2 links to outside of the folder skipped, such as " + in;
        assertTrue(note.startsWith(start) && note.endsWith("; use --follow-links"), note);
        InputFiles all = find(true, List.of(), in);
        assertEquals(List.of("a.wav", "c.wav", "deep/b.wav", "far/c.wav", "near.wav"), names(all));
        assertEquals(List.of(), all.notes());
    }

    @Test
    void ignoresHiddenFilesAndFolders() throws IOException {
        file("in/.git/x.wav");
        file("in/deep/.cache/er/x.wav");
        Path hidden = file("in/.x.wav");
        link(".link.wav", "a.wav");
        link("visible", "../outside/.more");
        Path more = file("outside/.more/y.wav").getParent();
        assertEquals(List.of("a.wav", "deep/b.wav"), names(find(false, List.of(), in)));
        List<String> named = List.of("a.wav", "deep/b.wav", "visible/y.wav");
        assertEquals(named, names(find(true, List.of(), in)));
        assertEquals(List.of(".x.wav", "y.wav"), names(find(false, List.of(), hidden, more)));
    }

    @Test
    void takesEachFileOnce() throws IOException {
        link("folder", "deep");
        link("name.wav", "a.wav");
        Path again = in.resolve("deep/../a.wav");
        Path other = in.resolve("folder/b.wav");
        InputFiles found = find(false, List.of(), in.resolve("a.wav"), in, again, other);
        assertEquals(List.of("a.wav", "deep/b.wav", "name.wav"), names(found));
        String note = "3 repeated names are done once, such as " + in.resolve("a.wav");
        assertEquals(List.of(note), found.notes());
        Path none = temp.resolve("none.wav");
        InputFiles missing = find(false, List.of(), none, none);
        assertEquals(List.of("none.wav"), names(missing));
        assertEquals(List.of(none + ": named twice, done once"), missing.notes());
    }

    private void output(String name, String madeFrom) throws IOException {
        Origin origin = new Origin(Origin.nameHash(Path.of(madeFrom)), "0".repeat(32));
        Files.write(file(name), origin.chunk().contents());
    }

    @Test
    void skipsOutputsOfItsOtherInputs() throws IOException {
        output("in/clean/a.wav", "a.wav");
        output("in/a-clean.wav", "a.wav");
        output("in/twice.wav", "a-clean.wav");
        output("in/friend.wav", "elsewhere.wav");
        InputFiles found = find(false, List.of(), in);
        assertEquals(List.of("a.wav", "deep/b.wav", "friend.wav"), names(found));
        assertEquals(
                List.of(
                        "3 files skipped, made earlier from other inputs, such as %s/a-clean.wav;"
                                        .formatted(in)
                                + " name them to enhance them again"),
                found.notes());
        Path clean = in.resolve("clean");
        assertEquals(List.of("a.wav"), names(find(false, List.of(), clean)));
        Path original = in.resolve("a.wav");
        assertEquals(List.of("a.wav"), names(find(false, List.of(), original, clean)));
        Path named = in.resolve("a-clean.wav");
        assertEquals(
                List.of("a-clean.wav", "a.wav", "deep/b.wav", "friend.wav"),
                names(find(false, List.of(), named, in)));
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
    void findsEveryFormatThatHasANameOfItsOwn() throws IOException {
        for (String name :
                List.of("b.3gp", "c.flv", "d.M2TS", "e.mts", "f.ape", "g.tta", "h.dsf")) {
            file("in/" + name);
        }
        assertEquals(9, find(false, List.of(), in).inputs().size());
    }

    @Test
    void reportsEveryEmptyFolder() throws IOException {
        Path one = Files.createDirectory(in.resolve("one"));
        Path other = Files.createDirectory(in.resolve("other"));
        assertEquals(
                List.of(one + ": contains no recordings", other + ": contains no recordings"),
                troubles(find(false, List.of(), one, other, in)));
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
