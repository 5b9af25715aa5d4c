package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir Path folder;

    @Test
    void readsEveryGoldenFile() {
        for (String name :
                List.of("convolution", "network-random", "random-weights", "recurrent", "stft")) {
            assertFalse(Golden.weights(name + ".safetensors").names().isEmpty());
        }
        assertArrayEquals(new int[] {257, 40, 2}, Golden.load("stft").tensor("spectrum").shape());
    }

    @Test
    void readsTheConvolutionCases() {
        Golden golden = Golden.load("convolution");
        assertEquals(42, golden.cases().size());
        assertArrayEquals(new int[] {2, 3}, Golden.perAxis(golden.cases().get(3), "stride", 2, 1));
        assertArrayEquals(new int[] {1, 1}, Golden.perAxis(golden.cases().get(0), "stride", 2, 1));
        assertTrue(golden.has("unfold.x"));
    }

    @Test
    void writesWhatItRead() throws Exception {
        Weights weights = Golden.weights("random-weights.safetensors");
        Path file = folder.resolve("written");
        weights.write(file);
        weights.write(file);
        Weights again = Weights.load(file);
        assertEquals(weights.names(), again.names());
        assertEquals(weights.metadata(), again.metadata());
        for (String name : weights.names()) {
            assertArrayEquals(weights.tensor(name).shape(), again.tensor(name).shape(), name);
            assertArrayEquals(weights.tensor(name).data(), again.tensor(name).data(), name);
        }
        assertArrayEquals(Files.readAllBytes(file), Safetensors.write(again));

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
    }
}
