package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    @TempDir Path folder;

    static void assertSame(Weights expected, Weights found) {
        assertEquals(expected.names(), found.names());
        for (String name : expected.names()) {
            assertArrayEquals(expected.tensor(name).shape(), found.tensor(name).shape(), name);
            assertArrayEquals(expected.tensor(name).data(), found.tensor(name).data(), name);
        }
    }

    @Test
    void readsTheSameFromBothFormats() {
        Weights expected = Golden.weights("random-weights.safetensors");
        Weights found = Golden.weights("random-checkpoint.tar");
        assertEquals(expected.names(), found.names());
        for (String name : expected.names()) {
            assertArrayEquals(expected.tensor(name).data(), found.tensor(name).data(), name);
            // The golden safetensors file stores scalars with one axis.
            if (!name.endsWith("num_batches_tracked")) {
                assertArrayEquals(expected.tensor(name).shape(), found.tensor(name).shape(), name);
            }
        }
    }

    @Test
    void writesWhatItRead() throws IOException {
        Weights weights = Golden.weights("random-weights.safetensors");
        Path file = folder.resolve("written");
        Files.write(file, weights.bytes());
        Weights again = Weights.load(file);
        assertSame(weights, again);
        assertEquals(weights.metadata(), again.metadata());
        assertEquals(file.toString(), again.source());
    }

    @Test
    void writesTheSameBytesInAnyOrder() {
        Tensor one = Tensor.of(new float[] {1}, 1);
        Tensor two = Tensor.of(new float[] {-0f, Float.MIN_VALUE}, 1, 2);
        byte[] first = Weights.of(Map.of("a", one)).bytes();
        assertEquals(0, first.length % 4);
        Map<String, Tensor> forward = new LinkedHashMap<>();
        forward.put("a \"quoted\"\n", one);
        forward.put("b", two);
        Map<String, Tensor> backward = new LinkedHashMap<>();
        backward.put("b", two);
        backward.put("a \"quoted\"\n", one);
        byte[] bytes = Weights.of(forward).bytes();
        assertArrayEquals(bytes, Weights.of(backward).bytes());
        Weights again = Weights.load(bytes, "again");
        assertSame(Weights.of(forward), again);
        assertEquals(again.sha256(), Weights.of(backward).sha256());
    }

    @Test
    void knowsItsHash() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hashOf("abc"));
        byte[] golden = Golden.bytes("stft.safetensors");
        assertEquals(64, Weights.load(golden, "stft").sha256().length());
    }

    private static String hashOf(String text) {
        return Weights.hash(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readsFromAStream() {
        byte[] golden = Golden.bytes("random-checkpoint.tar");
        Weights found = Weights.load(new ByteArrayInputStream(golden), "packed");
        assertSame(Weights.load(golden, "packed"), found);
        assertEquals("packed", found.source());
    }

    @Test
    void readsFilesUpToTheLimit() {
        byte[] largest = new byte[FileLimits.MOST_FILE_BYTES];
        assertMessageEnds("found 8388608 bytes of another format", largest);
        byte[] larger = new byte[FileLimits.MOST_FILE_BYTES + 1];
        assertMessageEnds("a weights file of at most 8388608 bytes, found 8388609", larger);
        assertMessageEnds("0 MatMul, 0 GRU", new byte[] {8, 6});
    }

    private static void assertMessageEnds(String end, byte[] file) {
        String message = Golden.assertRefused(file, "f", "").getMessage();
        assertTrue(message.endsWith(end), message);
    }

    @Test
    void saysWhyAFileCannotBeUsed() {
        assertWords("permission denied", new AccessDeniedException("f"));
        assertWords("no space left", new FileSystemException("f", null, "no space left"));
        assertWords("unknown reason", new FileSystemException("f"));
        assertWords("broken pipe", new IOException("broken pipe"));
    }

    private static void assertWords(String words, IOException cause) {
        WeightsException failure = WeightsException.of("f", "cannot be read", cause);
        assertEquals("f: cannot be read (" + words + ")", failure.getMessage());
    }

    @Test
    void namesAMissingTensor() {
        Weights weights = Weights.of(Map.of());
        assertTrue(weights.find("erb").isEmpty());
        assertMessage("weights in memory: no tensor erb", () -> weights.tensor("erb"));
    }

    @Test
    void refusesMissingAndUnknownFiles() throws IOException {
        Path missing = folder.resolve("missing.safetensors");
        assertMessage(missing + ": no such file", () -> Weights.load(missing));
        assertMessage(
                folder + ": expected a file, found a folder or device", () -> Weights.load(folder));
        Path empty = Files.createFile(folder.resolve("empty"));
        assertMessage(
                empty
                        + ": expected safetensors, a PyTorch checkpoint (torch.save) or"
                        + " the ONNX export of GTCRN or UL-UNAS, found 0 bytes of another format",
                () -> Weights.load(empty));
    }

    @Test
    void refusesAnEndlessStream() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] into, int from, int count) {
                        return count;
                    }
                };
        assertMessage(
                "endless: expected a weights file of at most 8388608 bytes, found more",
                () -> Weights.load(endless, "endless"));
    }

    @Test
    void refusesAHugeFileWithoutReadingIt() throws IOException {
        Path huge = folder.resolve("huge");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertMessage(
                huge + ": expected a weights file of at most 8388608 bytes, found 1099511627776",
                () -> Weights.load(huge));
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void assertMessage(String message, Executable action) {
        assertEquals(message, assertThrows(WeightsException.class, action).getMessage());
    }
}
