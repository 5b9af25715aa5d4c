package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
