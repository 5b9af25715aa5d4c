package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Checks that broken files are loaded, or refused with one line, and take at most 64 MiB. */
class BrokenWeightsTest {
    private static final long MOST_MEMORY = 64 << 20;

    private static final Duration HANG = Duration.ofMinutes(5);
    private static final Map<String, byte[]> WHOLE =
            Map.of(
                    "safetensors", Golden.bytes("random-weights.safetensors"),
                    "checkpoint", Golden.bytes("random-checkpoint.tar"),
                    "GTCRN export", OnnxExports.gtcrn(),
                    "UL-UNAS export", OnnxExports.ulunas());
    private static final Map<String, List<Integer>> EXPORT_NAMES =
            Map.of(
                    "GTCRN export", names(WHOLE.get("GTCRN export")),
                    "UL-UNAS export", names(WHOLE.get("UL-UNAS export")));

    @Test
    void refusesTruncatedFiles() {
        WHOLE.forEach(
                (name, file) -> {
                    for (int length = 0; length < file.length; length += length < 64 ? 1 : 1000) {
                        assertRefused(Arrays.copyOf(file, length));
                    }
                    assertRefused(Arrays.copyOf(file, file.length - 1));
                });
    }

    @Property(tries = 400)
    void loadsOrRefusesFilesWithFlippedBits(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) {
        WHOLE.values().forEach(file -> assertLoadedOrRefused(flipped(file, flips, seed)));
    }

    /** Zips the pickle anew, since the checksum of the checkpoint would refuse it at once. */
    @Property(tries = 400)
    void loadsOrRefusesPicklesWithFlippedBits(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) {
        ZipArchive checkpoint = ZipArchive.open(WHOLE.get("checkpoint"));
        for (String name : checkpoint.names()) {
            if (name.endsWith("data.pkl")) {
                byte[] pickle = new byte[checkpoint.read(name).size()];
                checkpoint.read(name).all().get(pickle);
                assertLoadedOrRefused(zip(flipped(pickle, flips, seed)));
            }
        }
    }

    /** Flips bits around names, since most of an export is numbers, which may have any bits. */
    @Property(tries = 400)
    void loadsOrRefusesExportsWithFlippedStructure(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int flips) {
        Random random = new Random(seed);
        EXPORT_NAMES.forEach(
                (network, names) -> {
                    byte[] flipped = WHOLE.get(network).clone();
                    for (int i = 0; i < flips; i++) {
                        int name = names.get(random.nextInt(names.size()));
                        flipped[name - 20 + random.nextInt(40)] ^= (byte) (1 << random.nextInt(8));
                    }
                    assertLoadedOrRefused(flipped);
                });
    }

    /** Returns where names begin, except at the ends of the file. */
    private static List<Integer> names(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return Pattern.compile("[A-Za-z]{3,}")
                .matcher(text)
                .results()
                .map(MatchResult::start)
                .filter(place -> place > 20 && place < file.length - 20)
                .toList();
    }

    private static byte[] flipped(byte[] file, int flips, long seed) {
        Random random = new Random(seed);
        byte[] flipped = file.clone();
        // The structure, where a flip matters most, is at both ends.
        int range = random.nextBoolean() ? Math.min(32_000, file.length) : file.length;
        boolean atEnd = random.nextBoolean();
        for (int i = 0; i < flips; i++) {
            int place = random.nextInt(range);
            place = atEnd ? file.length - 1 - place : place;
            flipped[place] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    @Property(tries = 500)
    void loadsOrRefusesNoise(@ForAll long seed, @ForAll @IntRange(max = 3) int kind) {
        byte[] noise = new byte[2000];
        new Random(seed).nextBytes(noise);
        switch (kind) {
            case 0 -> ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1000);
            case 1 -> noise[0] = 0x08;
            case 2 -> noise = zip(noise);
            default -> {} // only noise
        }
        if (kind == 0) {
            noise[8] = '{';
        }
        assertLoadedOrRefused(noise);
    }

    @Test
    void loadsOrRefusesEveryValueOfEveryHeaderByte() {
        byte[] file = WHOLE.get("safetensors");
        for (int place = 0; place < 10; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = file.clone();
                changed[place] = (byte) value;
                assertLoadedOrRefused(changed);
            }
        }
    }

    @Test
    void refusesHostileHeadersWithinTheMemoryLimit() {
        for (String bit : new String[] {"[],", "{},", "\"\",", "1,", "1.5,", "[1,[1,[1]]],"}) {
            String list = "[" + bit.repeat((1 << 18) / bit.length() - 20) + "0]";
            assertRefused(SafetensorsTest.file("{\"x\":" + list + "}"));
            assertRefused(
                    SafetensorsTest.file(
                            "{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,0],\"shape\":"
                                    + list.substring(0, list.length() - 40).replaceAll(",$", "")
                                    + "]}}"));
        }
        assertRefused(SafetensorsTest.file("{\"x\":" + "[".repeat(200_000)));
    }

    @Test
    void refusesHostilePicklesWithinTheMemoryLimit() {
        String codes =
                "} ] ) ( N N\u0085 \u0085 K\1 \u008c\0 X\0\0\0\0 ]\u0094 h\0 a (t h\0h\0\u0086";
        for (String code : codes.split(" ")) {
            String pickle = "]q\0" + code.repeat((1 << 18) / code.length() - 10) + ".";
            assertRefused(zip(pickle.getBytes(StandardCharsets.ISO_8859_1)));
        }
        assertRefused(zip(("N".repeat(1 << 20) + ".").getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void refusesHostileZipsWithinTheMemoryLimit() {
        Map<String, byte[]> bomb = new LinkedHashMap<>();
        bomb.put("archive/data.pkl", new byte[200 << 20]);
        assertRefused(TorchFile.zip(bomb, ZipEntry.DEFLATED));
        Map<String, byte[]> crowd = new LinkedHashMap<>();
        for (int i = 0; i < 60_000; i++) {
            crowd.put("a/" + i, new byte[0]);
        }
        assertRefused(TorchFile.zip(crowd, ZipEntry.STORED));

        byte[] overlapping = TorchFile.dictionary().text("a").floats("0", 1).finish();
        ByteBuffer file = ByteBuffer.wrap(overlapping).order(ByteOrder.LITTLE_ENDIAN);
        int directory = file.getInt(overlapping.length - 6);
        int second =
                new String(overlapping, StandardCharsets.ISO_8859_1)
                        .indexOf("PK\1\2", directory + 1);
        file.putInt(second + 42, file.getInt(directory + 42));
        assertRefused(overlapping);
        for (int field : new int[] {12, 16}) {
            for (int value : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0}) {
                byte[] declared = WHOLE.get("checkpoint").clone();
                ByteBuffer.wrap(declared)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(declared.length - 22 + field, value);
                assertRefused(declared);
            }
        }
    }

    @Test
    void refusesHostileExportsWithinTheMemoryLimit() {
        byte[] fields = new byte[FileLimits.MOST_FILE_BYTES];
        for (int[] field : new int[][] {{0x7a, 0}, {0x0a, 0}, {0x2a, 0}, {0x3a, 0}, {0x08, 1}}) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = (byte) field[i % 2];
            }
            fields[0] = 0x08;
            assertRefused(fields);
            // The same inside the graph, whose length is a varint of four bytes.
            byte[] graph = fields.clone();
            long length = graph.length - 7;
            graph[1] = 1;
            graph[2] = 0x3a;
            for (int i = 0; i < 4; i++) {
                graph[3 + i] = (byte) (length >>> 7 * i & 0x7f | (i < 3 ? 0x80 : 0));
            }
            assertRefused(graph);
        }
    }

    @Test
    void readsTheLargestFilesWithinTheMemoryLimit() {
        int count = FileLimits.MOST_NUMBERS - 1024;
        String header = "{\"x\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}";
        byte[] file = SafetensorsTest.file(header.formatted(count, 4 * count), new byte[4 * count]);
        assertLoadedOrRefused(file);
        long before = allocated();
        Weights.load(new ByteArrayInputStream(file), "stream");
        assertTrue(allocated() - before < MOST_MEMORY);
        String bytes = "{\"x\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}";
        assertRefused(
                SafetensorsTest.file(bytes.formatted(2 * count, 2 * count), new byte[2 * count]));
        assertRefused(new byte[FileLimits.MOST_FILE_BYTES + 1]);
    }

    private static byte[] zip(byte[] pickle) {
        return TorchFile.zip(Map.of("archive/data.pkl", pickle), ZipEntry.STORED);
    }

    private static void assertRefused(byte[] file) {
        assertTimeoutPreemptively(
                HANG, () -> assertThrows(WeightsException.class, () -> load(file)));
    }

    private static void assertLoadedOrRefused(byte[] file) {
        try {
            load(file);
        } catch (WeightsException refused) {
            String message = refused.getMessage();
            assertTrue(message.startsWith("broken: ") && message.lines().count() == 1, message);
        }
    }

    /** Loads a file and checks how much memory that allocates, garbage included. */
    private static void load(byte[] file) {
        long before = allocated();
        try {
            Weights.load(file, "broken");
        } finally {
            long bytes = allocated() - before;
            assertTrue(bytes < MOST_MEMORY, () -> "took %d bytes".formatted(bytes));
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
