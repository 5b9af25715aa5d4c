package quietline.streaming.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quietline.streaming.io.WavBytes;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * Every kind of weights and of saved report that is refused, with exit code 1. What is wrong inside
 * a file of weights, byte by byte, is tested beside its readers.
 */
@DisabledOnOs(OS.WINDOWS)
class WeightsErrorsTest {

    private static final Path CHECKPOINT =
            Path.of("..", "src", "test", "resources", "golden", "random-checkpoint.tar");

    @TempDir private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        Files.write(folder.resolve("in.wav"), WavBytes.pcm16(Noise.shorts(1, 700)));
        text("empty", "");
        text("text", "hello, world");
        text("other", "{\"other\": 1}");
        byte[] checkpoint = Files.readAllBytes(CHECKPOINT);
        Files.write(folder.resolve("half.tar"), Arrays.copyOf(checkpoint, 100_000));
        Path small = folder.resolve("small.safetensors");
        Files.write(small, Weights.of(Map.of("conv.weight", Tensor.zeros(2, 2))).bytes());
        byte[] whole = Files.readAllBytes(small);
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(whole, whole.length - 1));
        try (RandomAccessFile huge = new RandomAccessFile(folder + "/huge", "rw")) {
            huge.setLength(1L << 40);
        }
        report("a.json", "", "");
        report("paced.json", "engine", "paced");
        report("single.json", "\\[.*\\]", "[]");
        report("short.json", "\\[.*\\]", "[1, 2]");
        report("cold.json", "true", "false");
        report("damaged.json", "\"mode\": \"engine\",", "");
    }

    private static void text(String name, String contents) throws IOException {
        Files.writeString(folder.resolve(name), contents);
    }

    private static void report(String name, String part, String instead) throws IOException {
        String report =
                """
                {"format": "quietline-profile-2", "mode": "engine", "warmed_up": true,
                 "environment": {}, "metrics": {}, "batch_medians_ns": %s}
                """
                        .formatted(Collections.nCopies(50, 20_000));
        text(name, report.replaceFirst(part, instead));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    @none            | no such file
                    @dir             | expected a file, found a folder or device
                    /dev/null        | expected a file, found a folder or device
                    @empty           | expected safetensors, a PyTorch checkpoint (torch.save) or the ONNX export of GTCRN or UL-UNAS, found 0 bytes of another format
                    @text            | expected safetensors, a PyTorch checkpoint (torch.save) or the ONNX export of GTCRN or UL-UNAS, found 12 bytes of another format
                    @half.tar        | zip directory not found; the file may be truncated
                    @cut.safetensors | expected 16 bytes of data, found 15
                    @huge            | expected a weights file of at most …
                    """)
    void refusesFilesWithoutWeights(String file, String trouble) throws IOException {
        check("weights inspect " + file, file, trouble);
        check("weights convert %s @x".formatted(file), file, trouble);
        check("enhance @in.wav --weights " + file, file, trouble);
        check("profile engine --weights " + file, file, trouble);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    weights convert @small.safetensors @x        | does not fit the network (missing erb.erb_fc.weight [64, 192]; and …); see 'quietline weights inspect'
                    enhance @in.wav --weights @small.safetensors  | missing erb.erb_fc.weight [64, 192]; …and 240 more
                    profile engine --weights @small.safetensors   | missing erb.erb_fc.weight [64, 192]; …and 240 more
                    """)
    void refusesWeightsOfAnotherNetwork(String command, String trouble) throws IOException {
        check(command, "@small.safetensors", trouble);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    @none.json    | no such file
                    @dir          | is a folder, expected a profile report
                    /dev/zero     | is a device, expected a profile report
                    @huge         | is larger than 2 MiB, expected a report that 'profile --json' wrote
                    @empty        | is not a profile report, expected a report that 'profile --json' wrote
                    @text         | is not valid JSON or is damaged, expected a report that 'profile --json' wrote
                    @other        | is not a profile report, expected a report that 'profile --json' wrote
                    @damaged.json | is a damaged report
                    @paced.json   | is a report of the mode paced, but @a.json of engine; compare reports of one mode
                    @single.json  | has no single hops to compare; the mode is engine
                    @short.json   | has only 2 batches of hops, at least 5 are needed; measure longer
                    @cold.json    | its run was not warmed up; measure again with a longer --warmup
                    """)
    void refusesReports(String file, String trouble) throws IOException {
        check("profile diff @a.json " + file, file, trouble);
    }

    private static void check(String command, String file, String trouble) throws IOException {
        new ErrorTable(folder).check(command, 1, file + ": " + trouble);
    }
}
