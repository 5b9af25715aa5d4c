package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.Samples;

/** Compares enhanced files with PyTorch's, for the published checkpoints. */
class EnhancePublishedTest {

    @TempDir private Path folder;

    @Test
    void equalsPyTorch() throws IOException {
        String published = System.getProperty("quietline.published", "");
        assumeTrue(
                !published.isEmpty(),
                "needs the published checkpoints: -Dquietline.published=FOLDER with mix.wav");
        List<String[]> rows =
                Files.readAllLines(Path.of("test/resources/published-mix.csv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split(","))
                        .toList();
        String[] heads = rows.get(0);
        for (int column = 1; column < heads.length; column++) {
            float[] out = enhanced(Path.of(published), heads[column]);
            double largest = 0;
            for (String[] row : rows.subList(1, rows.size())) {
                double error = out[Integer.parseInt(row[0])] - Double.parseDouble(row[column]);
                largest = Math.max(largest, Math.abs(error));
            }
            System.out.println("largest error against PyTorch, " + heads[column] + ": " + largest);
            assertTrue(largest < 1e-4, heads[column] + ": " + largest);
        }
    }

    private float[] enhanced(Path published, String checkpoint) throws IOException {
        Path out = folder.resolve(checkpoint + ".wav");
        Run.of(
                        "enhance",
                        published.resolve("mix.wav"),
                        "--encoding",
                        "float32",
                        "--weights",
                        published.resolve(checkpoint),
                        "-o",
                        out)
                .succeeds();
        return Samples.readAll(out);
    }
}
