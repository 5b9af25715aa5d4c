package quietline.streaming.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.FileNames;
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
        Files.write(first, Enhancer.defaultWeights().bytes());
        Run.of("weights", "convert", first, second);
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertEquals(Enhancer.defaultWeights().metadata(), Weights.load(second).metadata());
    }

    @Test
    void replacesOutputIfForced() throws IOException {
        Path out = Files.write(folder.resolve("out"), new byte[] {1});
        Run.of("weights", "convert", "-f", CHECKPOINT, out).succeeds();
        assertEquals("safetensors", Weights.load(out).format());
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
}
