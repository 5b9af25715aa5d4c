package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.FileNames;
import quietline.weights.Tensor;
import quietline.weights.Weights;

class WeightsConvertCommandTest {

    private static final Path CHECKPOINT =
            Path.of("..", "src", "test", "resources", "golden", "random-checkpoint.tar");

    @TempDir private Path folder;

    @Test
    void convertsCheckpointWithoutLoss() throws IOException {
        Path out = folder.resolve("out.safetensors");
        Run run = Run.of("weights", "convert", CHECKPOINT, out).succeeds();
        assertEquals("", run.out());
        Weights before = Weights.load(CHECKPOINT);
        Weights after = Weights.load(out);
        assertEquals(
                "%s: %d tensors from %s (PyTorch checkpoint), SHA-256 %s%n"
                        .formatted(out, before.names().size(), CHECKPOINT, after.sha256()),
                run.err());
        assertEquals("safetensors", after.format());
        assertEquals(before.names(), after.names());
        for (String name : before.names()) {
            assertArrayEquals(before.tensor(name).shape(), after.tensor(name).shape(), name);
            assertArrayEquals(before.tensor(name).data(), after.tensor(name).data(), name);
        }
        assertEquals(List.of("out.safetensors"), FileNames.in(folder));
        Run.of("weights", "inspect", out).succeeds();
    }

    @Test
    void isIdempotentAndKeepsMetadata() throws IOException {
        Path first = folder.resolve("first.safetensors");
        Path second = folder.resolve("second.safetensors");
        Enhancer.defaultWeights().write(first);
        Run.of("weights", "convert", first, second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertEquals(Enhancer.defaultWeights().metadata(), Weights.load(second).metadata());
    }

    @Test
    void replacesOutputsOnlyIfForcedAndNeverInputs() throws IOException {
        Path out = Files.write(folder.resolve("out"), new byte[] {1});
        Run.of("weights", "convert", CHECKPOINT, out)
                .fails(1, out + ": already exists; use --force to replace it");
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(out));
        Run.of("weights", "convert", "-f", CHECKPOINT, out).succeeds();
        byte[] written = Files.readAllBytes(out);
        Path same = folder.resolve(".").resolve("out");
        Run.of("weights", "convert", "--force", out, same).fails(1, same + Run.SAME_FILE);
        assertArrayEquals(written, Files.readAllBytes(out));
        assertEquals(List.of("out"), FileNames.in(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void replacesTargetOfLink() throws IOException {
        Path target = Files.write(folder.resolve("target"), new byte[] {1});
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Run.of("weights", "convert", "-f", CHECKPOINT, link).succeeds();
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("safetensors", Weights.load(target).format());
        Path missing = folder.resolve("missing");
        Path open = Files.createSymbolicLink(folder.resolve("open"), missing);
        Run.of("weights", "convert", CHECKPOINT, open).succeeds();
        assertTrue(Files.isSymbolicLink(open));
        assertEquals("safetensors", Weights.load(missing).format());
    }

    @Test
    void refusesUnreadableWeightsAndWritesNothing() throws IOException {
        Path none = folder.resolve("none.tar");
        refuses(none, none + ": no such file");
        refuses(folder, folder + ": expected a file, found a folder or device");
        byte[] half = Arrays.copyOf(Files.readAllBytes(CHECKPOINT), 100_000);
        Path broken = Files.write(folder.resolve("broken.tar"), half);
        Path out = folder.resolve("out");
        Run.of("weights", "convert", broken, out).failsBeginning(broken + ": ");
        assertEquals(List.of("broken.tar"), FileNames.in(folder));
    }

    @Test
    void refusesWeightsOfAnotherNetwork() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Weights.of(Map.of("conv.weight", Tensor.zeros(2, 2))).write(other);
        Path out = folder.resolve("out");
        String misfit = ": does not fit the network (missing erb.erb_fc.weight [64, 192]; and";
        Run.of("weights", "convert", other, out).failsBeginning(other + misfit);
        assertEquals(List.of("other.safetensors"), FileNames.in(folder));
    }

    @Test
    void refusesImpossibleOutputs() throws IOException {
        Path absent = folder.resolve("absent");
        Path out = absent.resolve("out");
        Run.of("weights", "convert", CHECKPOINT, out).fails(1, out + ": no such folder: " + absent);
        Run.of("weights", "convert", "-f", CHECKPOINT, folder)
                .fails(1, folder + ": is a folder, expected an output file");
        for (String name : List.of("out.tar", "out.ONNX")) {
            Path other = folder.resolve(name);
            String line = ": only safetensors can be written; use a name such as";
            Run.of("weights", "convert", CHECKPOINT, other)
                    .fails(1, other + line + " out.safetensors");
        }
        Run.of("weights", "convert", CHECKPOINT)
                .failsWithHelp("weights convert --help", "missing required parameter: 'OUT'");
        assertEquals(List.of(), FileNames.in(folder));
    }

    private void refuses(Path in, String line) throws IOException {
        List<String> before = FileNames.in(folder);
        Path out = folder.resolve("out");
        Run.of("weights", "convert", in, out).fails(1, line);
        assertEquals(before, FileNames.in(folder));
    }
}
