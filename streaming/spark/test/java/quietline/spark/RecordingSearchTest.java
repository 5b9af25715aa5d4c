package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.batch.OutputNames;

class RecordingSearchTest {

    private static final OutputNames NAMES = new OutputNames(Optional.empty(), Optional.empty());

    @TempDir private Path raw;

    /** Otherwise a file that arrives between two listings would be in two batches. */
    @Test
    void leavesARecordingToTheFirstInputThatHoldsIt() throws IOException {
        Path file = Files.createDirectory(raw.resolve("deep")).resolve("street.wav");
        FileStatus late =
                new FileStatus(9, false, 1, 0, 0, new org.apache.hadoop.fs.Path(file.toUri()));
        List<String> both = List.of(raw.toString(), raw.resolve("deep").toString());
        assertEquals(1, among(List.of(List.of(late), List.of()), both));
        assertEquals(0, among(List.of(List.of(), List.of(late)), both));
        assertEquals(1, among(List.of(List.of(late), List.of(late)), both));
    }

    @Test
    void leavesOutTheOutputFolder() throws IOException {
        for (String name : List.of("a/street.wav", "clean/a/street.wav")) {
            Files.createDirectories(raw.resolve(name).getParent());
            Files.createFile(raw.resolve(name));
        }
        assertTrue(holds(raw + "/*", "clean", "a/street.wav"));
        assertFalse(holds(raw + "/*", "clean", "clean/a/street.wav"));
        assertFalse(holds(raw + "/**", "clean", "clean/a/street.wav"));
        assertTrue(holds(raw + "/clean", "clean", "clean/a/street.wav"), "named itself");
    }

    private boolean holds(String input, String output, String file) throws IOException {
        return InputTree.of(
                        input,
                        path(raw.resolve(output)),
                        LocalSpark.SESSION.sessionState().newHadoopConf())
                .holds(path(raw.resolve(file)));
    }

    private static org.apache.hadoop.fs.Path path(Path file) {
        return new org.apache.hadoop.fs.Path("file:" + file);
    }

    @Test
    void takesColonsForPartsOfNames() throws IOException {
        FoundRecording noon = new FoundRecording("file:/raw/x", "12:30.wav", 1, 0, false);
        OutputFolder folder =
                new OutputFolder(
                        "/clean", "run", LocalSpark.SESSION.sessionState().newHadoopConf());
        assertEquals("file:/clean/12:30.wav", folder.of(noon).toString());
        assertEquals("/", InputTree.pattern("/**").toString());
    }

    private int among(List<List<FileStatus>> arrived, List<String> inputs) throws IOException {
        return RecordingSearch.among(
                        arrived,
                        inputs,
                        new org.apache.hadoop.fs.Path(raw.resolveSibling("clean").toString()),
                        NAMES,
                        LocalSpark.SESSION.sessionState().newHadoopConf())
                .size();
    }
}
