package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.weights.Tensor;
import quietline.weights.Weights;

class WeightsInspectCommandTest {

    private static final Path CHECKPOINT =
            Path.of("..", "src", "test", "resources", "golden", "random-checkpoint.tar");

    @TempDir private Path folder;

    @Test
    void showsBuiltInWeights() {
        Run run = Run.of("weights", "inspect", "--quality=fast").succeeds();
        assertEquals("", run.err());
        Weights own = Weights.fast();
        assertTrue(run.out().startsWith(own.source()), run.out());
        shows(run, "SHA-256 " + own.sha256());
        own.metadata().forEach((key, text) -> shows(run, key + " " + text.split(" ")[0]));
        shows(run, "total 48,245 420,944 26,309,000 100.0%");
        shows(run, "encoder.en_convs.0 769 46,800 2,925,000 11.1%");
        shows(run, "48,245 parameters: 23,669 learned, 24,576 fixed (erb).");
        shows(run, "30,720): 33,003,375 operations per second.");
        shows(run, "Fits GTCRN.");
    }

    @Test
    void showsDefaultWeights() {
        Run run = Run.of("weights", "inspect").succeeds();
        shows(run, "SHA-256 " + Weights.best().sha256());
        shows(run, "Fits UL-UNAS.");
    }

    @Test
    void showsEveryTensorOnce() {
        Run run = Run.of("weights", "inspect", CHECKPOINT).succeeds();
        shows(run, "format PyTorch checkpoint");
        Weights weights = Weights.load(CHECKPOINT);
        shows(run, weights.names().size() + " tensors");
        long shown = run.out().lines().filter(line -> line.matches("  \\S+ +\\[.*")).count();
        assertEquals(weights.names().size(), shown);
        shows(run, "intra_rnn.rnn1.weight_hh_l0_reverse [12, 4] 48");
        assertFits100Columns(run);
    }

    @Test
    void isIndependentOfLocale() {
        Locale before = Locale.getDefault();
        Run run = Run.of("weights", "inspect");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(run, Run.of("weights", "inspect"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void listsEveryMisfit() throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        Weights own = Weights.fast();
        own.names().forEach(name -> tensors.put(name, own.tensor(name)));
        tensors.remove("dpgrnn1.intra_fc.bias");
        tensors.put("encoder.en_convs.0.act.weight", Tensor.of(new float[] {Float.NaN}, 1));
        tensors.put("surplus\u001b[2J" + "x".repeat(200), Tensor.zeros(0));
        Path file = folder.resolve("odd.safetensors");
        Files.write(file, Weights.of(tensors).bytes());

        Run run = Run.of("weights", "inspect", file);
        assertEquals(1, run.exitCode());
        assertEquals(
                "quietline: %s: does not fit the network for the 3 reasons listed above%n"
                        .formatted(file),
                run.err());
        shows(run, "act.weight [1] 1 NaN NaN");
        shows(run, "in no layer 0 surplus?[2Jxxx");
        String reasons = run.out().substring(run.out().indexOf("Does not fit the network:"));
        assertEquals(4, reasons.lines().count());
        shows(run, "missing dpgrnn1.intra_fc.bias [16]");
        shows(run, "expected finite numbers, found NaN at index 0");
        assertFits100Columns(run);
    }

    @Test
    void comparesWithTheNetworkThatIsMeant() throws IOException {
        Map<String, Tensor> tensors = new HashMap<>();
        Weights own = Weights.best();
        own.names().forEach(name -> tensors.put(name, own.tensor(name)));
        Tensor first = tensors.remove("encoder.en_convs.0.ops.1.weight");
        tensors.put("encoder.en_convs.0.ops.1.wheight", first);
        Path file = folder.resolve("misspelt.safetensors");
        Files.write(file, Weights.of(tensors).bytes());
        Run run = Run.of("weights", "inspect", file);
        assertEquals(1, run.exitCode());
        shows(run, "missing encoder.en_convs.0.ops.1.weight [12, 1, 3, 3]");
        assertTrue(run.err().contains("for the 2 reasons listed above"), run.err());
    }

    /** Checks all lines but the first, which has the file's name. */
    private static void assertFits100Columns(Run run) {
        run.out().lines().skip(1).forEach(line -> assertTrue(line.length() <= 100, line));
    }

    /** Asserts that the output contains the words, however aligned. */
    private static void shows(Run run, String words) {
        assertTrue(run.out().replaceAll("\\s+", " ").contains(words), words + " in " + run.out());
    }
}
