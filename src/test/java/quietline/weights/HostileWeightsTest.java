package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of less than 8 MiB that are made to take as much memory and time as possible: each takes
 * less than 64 MiB, garbage included, and less than 100 ms.
 */
class HostileWeightsTest {
    private static final long MOST_MEMORY = 64 << 20;
    private static final long MOST_NANOS = 100_000_000;
    private static final int LONGEST = FileLimits.MOST_FILE_BYTES - 64;
    private static final int MOST_FIELDS = 50_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path folder;

    static Stream<Named<byte[]>> files() {
        byte[] named = field(1, text("a", 1));
        return Stream.of(
                Named.of("pickle: one list as the sizes of all tensors", oneListForAllTensors()),
                Named.of("pickle: one long key in all tensors", oneKeyForAllTensors()),
                Named.of("pickle: small tensors", smallTensors()),
                Named.of("zip: long names", zip(60, name -> "a/" + name + "a".repeat(65_000))),
                Named.of("zip: most entries", zip(8191, name -> "a/" + name)),
                Named.of("zip: a comment full of ends", endlessEnds()),
                Named.of("ONNX: one long name", onnx(twice(field(8, text("a", LONGEST / 2 - 20))))),
                Named.of("ONNX: control characters", onnx(twice(field(8, text("\1", 1 << 18))))),
                Named.of(
                        "ONNX: long names",
                        onnx(field(5, repeated(31, field(8, text("a", 1 << 18)))))),
                Named.of("ONNX: empty nodes", onnx(repeated(MOST_FIELDS - 3, field(1)))),
                Named.of(
                        "ONNX: attributes",
                        onnx(repeated(MOST_FIELDS / 2 - 2, field(1, field(5))))),
                Named.of(
                        "ONNX: named",
                        onnx(repeated(MOST_FIELDS / 3 - 1, field(1, field(5, named))))),
                Named.of(
                        "ONNX: inputs",
                        onnx(field(1, repeated(MOST_FIELDS - 4, field(1, text("ä", 38)))))),
                Named.of("ONNX: tensors", onnx(tensors())),
                Named.of("ONNX: a huge bias", OnnxMiniature.gtcrn(FileLimits.MOST_NUMBERS - 3000)),
                Named.of("safetensors: long numbers", header("\"x\":[", "9".repeat(400), "]")),
                Named.of("safetensors: numbers", header("\"x\":[", "1e1", "]")),
                Named.of(
                        "safetensors: control characters",
                        header("\"x\":{\"y\":[\"", "\177", "\"]}")),
                Named.of("safetensors: empty tensors", emptyTensors()),
                Named.of("safetensors: one large tensor", largeTensor()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void takesLittleMemory(byte[] file) throws IOException {
        assertTrue(file.length < FileLimits.MOST_FILE_BYTES, "the file has " + file.length);
        Path path = Files.write(folder.resolve("weights"), file);
        assertLittle(() -> Weights.load(file, "bytes"));
        assertLittle(() -> Weights.load(path));
        assertLittle(() -> Weights.load(new ByteArrayInputStream(file), "stream"));
    }

    private static void assertLittle(Runnable load) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        loadOrRefuse(load);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < MOST_MEMORY, () -> "took %d bytes".formatted(bytes));
    }

    @ParameterizedTest
    @MethodSource("files")
    @Tag("slow")
    void takesLittleTime(byte[] file) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > MOST_NANOS; attempt++) {
            long before = THREADS.getCurrentThreadCpuTime();
            loadOrRefuse(() -> Weights.load(file, "bytes"));
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - before);
        }
        assertTrue(least < MOST_NANOS, "took %d ns".formatted(least));
    }

    private static void loadOrRefuse(Runnable load) {
        try {
            load.run();
        } catch (WeightsException refused) {
            assertTrue(refused.getMessage().lines().count() == 1, refused.getMessage());
        }
    }

    /** A list of 60,000 numbers, used as sizes and strides by 8,000 tensors. */
    private static byte[] oneListForAllTensors() {
        TorchFile file = new TorchFile().code('(');
        file.named("torch._utils", "_rebuild_tensor_v2").code('q', 0);
        storage(file.code('('), "0").code('q', 1, 'K', 0, '(');
        for (int i = 0; i < 60_000; i++) {
            file.code('K', 1);
        }
        file.code('t', 'q', 2, 'h', 2, 't', 'R');
        for (int i = 0; i < 8000; i++) {
            file.code('h', 0, '(', 'h', 1, 'K', 0, 'h', 2, 'h', 2, 't', 'R');
        }
        return file.code('t', '.').zip();
    }

    /** A storage with a key of 65,000 bytes, used by 20,000 tensors. */
    private static byte[] oneKeyForAllTensors() {
        String key = "k".repeat(65_000);
        TorchFile file = TorchFile.dictionary().text("first");
        file.named("torch._utils", "_rebuild_tensor_v2").code('(');
        storage(file, key).code('K', 0, ')', ')', 't', 'R', 'q', 1);
        for (int i = 0; i < 20_000; i++) {
            String name = Integer.toString(i, 36);
            file.code(0x8c, name.length()).raw(name).code('h', 1);
        }
        return file.entry("data/" + key, new byte[4]).finish();
    }

    private static byte[] smallTensors() {
        TorchFile file = TorchFile.dictionary().text("first");
        file.named("torch._utils", "_rebuild_tensor_v2").code('q', 0, '(');
        storage(file, "0").code('q', 1, 'K', 0, ')', ')', 't', 'R');
        for (int i = 0; i < 13_000; i++) {
            String name = Integer.toString(i, 36);
            file.code(0x8c, name.length()).raw(name);
            file.code('h', 0, '(', 'h', 1, 'K', 0, ')', ')', 't', 'R');
        }
        return file.entry("data/0", new byte[4]).finish();
    }

    private static TorchFile storage(TorchFile file, String key) {
        file.code('(').text("storage").named("torch", "FloatStorage").text(key).text("cpu");
        return file.code('K', 1, 't', 'Q');
    }

    private static byte[] zip(int count, IntFunction<String> name) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(name.apply(i), new byte[0]);
        }
        return TorchFile.zip(entries, ZipEntry.STORED);
    }

    /** The last bytes are so many signatures of the end record, none of which fits. */
    private static byte[] endlessEnds() {
        byte[] file = new byte[0x20000];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) "PK\5\6".charAt(i % 4);
        }
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(0x04034b50);
        return file;
    }

    private static byte[] tensors() {
        ByteArrayOutputStream tensors = new ByteArrayOutputStream();
        for (int i = 0; i < MOST_FIELDS / 2 - 2; i++) {
            tensors.writeBytes(field(5, field(8, text(Integer.toString(i), 1))));
        }
        return tensors.toByteArray();
    }

    private static byte[] header(String begin, String item, String end) {
        StringBuilder text = new StringBuilder("{" + begin + item);
        String next = item.length() > 1 ? "," + item : item;
        while (text.length() < Bytes.MOST_TEXT_BYTES - 2 * next.length() - end.length()) {
            text.append(next);
        }
        return SafetensorsTest.file(text + end + "}");
    }

    private static byte[] emptyTensors() {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 4400; i++) {
            header.append(i == 0 ? "" : ",").append('"').append(i);
            header.append("\":{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        return SafetensorsTest.file(header + "}");
    }

    private static byte[] largeTensor() {
        int count = FileLimits.MOST_NUMBERS - 1024;
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}";
        return SafetensorsTest.file(header.formatted(count, 4 * count), new byte[4 * count]);
    }

    private static byte[] onnx(byte[] graph) {
        byte[] message = field(7, graph);
        return ByteBuffer.allocate(2 + message.length)
                .put((byte) 8)
                .put((byte) 6)
                .put(message)
                .array();
    }

    private static byte[] twice(byte[] tensor) {
        return repeated(2, field(5, tensor));
    }

    private static byte[] repeated(int count, byte[] bytes) {
        ByteBuffer all = ByteBuffer.allocate(count * bytes.length);
        for (int i = 0; i < count; i++) {
            all.put(bytes);
        }
        return all.array();
    }

    private static byte[] text(String character, int count) {
        return character.repeat(count).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] field(int number, byte... payload) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(number << 3 | 2);
        int length = payload.length;
        for (; length > 0x7f; length >>>= 7) {
            field.write(length & 0x7f | 0x80);
        }
        field.write(length);
        field.writeBytes(payload);
        return field.toByteArray();
    }
}
