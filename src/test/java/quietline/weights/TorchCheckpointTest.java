package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchCheckpointTest {
    private static final long[] ONE = {1};

    @Test
    void readsABareStateDict() {
        Weights found =
                load(
                        TorchFile.dictionary()
                                .text("a.weight")
                                .floats("0", 1, 2)
                                .text("a.bias")
                                .floats("1", 3)
                                .finish());
        assertEquals(Set.of("a.bias", "a.weight"), found.names());
        assertArrayEquals(new float[] {1, 2}, found.tensor("a.weight").data());
        assertArrayEquals(new float[] {3}, found.tensor("a.bias").data());
    }

    @ParameterizedTest
    @CsvSource({"model", "state_dict"})
    void readsTheStateDictInACheckpoint(String key) {
        TorchFile file = TorchFile.dictionary().text("epoch").number(3);
        file.text("optimizer").code('}').text("lr").code('G', 0, 0, 0, 0, 0, 0, 0, 0, 's');
        file.text(key).code('}', '(').text("a").floats("0", 5).code('u');
        assertArrayEquals(new float[] {5}, load(file.finish()).tensor("a").data());
    }

    @Test
    void removesThePrefixOfParallelTraining() {
        TorchFile file = TorchFile.dictionary();
        file.text("module.a").floats("0", 1).text("module.module.b").floats("1", 2);
        assertEquals(Set.of("a", "module.b"), load(file.finish()).names());
        TorchFile mixed = TorchFile.dictionary();
        mixed.text("module.a").floats("0", 1).text("b").floats("1", 2);
        assertEquals(Set.of("module.a", "b"), load(mixed.finish()).names());
    }

    @Test
    void readsViewsOfStorages() {
        TorchFile file =
                TorchFile.dictionary().entry("data/s", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        file.text("turned").tensor("CharStorage", "s", 8, 1, new long[] {3, 2}, new long[] {1, 3});
        file.text("scalar").tensor("CharStorage", "s", 8, 7, new long[0], new long[0]);
        file.text("expanded")
                .tensor("CharStorage", "s", 8, 6, new long[] {3, 2}, new long[] {0, 1});
        file.text("least").named("torch._utils", "_rebuild_tensor_v2").code('(');
        file.storage("ByteStorage", "s", 8).number(5);
        file.named("torch", "Size").tuple(2).code(0x85, 'R').code(']', '(', 'K', 2, 'e', 't', 'R');
        file.text("empty").tensor("CharStorage", "s", 8, 8, new long[] {0, 5}, new long[] {5, 1});
        Weights found = load(file.finish());
        assertArrayEquals(new float[] {2, 5, 3, 6, 4, 7}, found.tensor("turned").data());
        assertArrayEquals(new int[] {3, 2}, found.tensor("turned").shape());
        assertArrayEquals(new float[] {8}, found.tensor("scalar").data());
        assertArrayEquals(new float[] {7, 8, 7, 8, 7, 8}, found.tensor("expanded").data());
        assertArrayEquals(new float[] {6, 8}, found.tensor("least").data());
        assertArrayEquals(new float[0], found.tensor("empty").data());
    }

    @ParameterizedTest
    @CsvSource({
        "DoubleStorage, 000000000000f0bf, -1",
        "FloatStorage, 0000c03f, 1.5",
        "HalfStorage, 003e, 1.5",
        "BFloat16Storage, c03f, 1.5",
        "LongStorage, feffffffffffffff, -2",
        "IntStorage, 00010000, 256",
        "ShortStorage, ffff, -1",
        "CharStorage, 80, -128",
        "ByteStorage, ff, 255",
        "BoolStorage, 01, 1"
    })
    void readsEveryNumberType(String storage, String hex, float expected) {
        TorchFile file = TorchFile.dictionary();
        file.entry("data/0", HexFormat.of().parseHex(hex));
        file.text("x").tensor(storage, "0", 1, 0, ONE, ONE);
        assertEquals(expected, load(file.finish()).tensor("x").data()[0]);
    }

    @Test
    void readsParametersAndNewerPickles() {
        TorchFile file = new TorchFile().code(0x80, 4, 0x95, 0, 0, 0, 0, 0, 0, 0, 0);
        file.code(0x8c, 11).raw("collections").code(0x8c, 11).raw("OrderedDict").code(0x93);
        file.code(')', 'R', 0x94).code(0x8c, 1).raw("a");
        file.named("torch._utils", "_rebuild_parameter").code('(');
        file.floats("0", 7).code(0x88).named("collections", "OrderedDict").code(')', 'R');
        file.code('t', 'R', 's', '}', 'b', '.');
        assertArrayEquals(new float[] {7}, load(file.zip()).tensor("a").data());
    }

    @ParameterizedTest
    @CsvSource({"os, system", "builtins, eval", "torch, FloatTensor", "gtcrn, GTCRN", "'', ''"})
    void refusesEveryOtherName(String module, String name) {
        TorchFile file = TorchFile.dictionary().text("a").named(module, name);
        file.text("echo no").code(0x85, 'R');
        assertRefused(file.finish(), "name " + module + "." + name + " is not allowed");
    }

    @Test
    void refusesOtherNamesFromTheStack() {
        TorchFile file = new TorchFile().text("os").text("system").code(0x93);
        assertRefused(file.code('.').zip(), "name os.system is not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "0x81, new object", "0x82, extension", "0x69, instance", "0x6f, object", "0x50, text id",
        "0x49, text number", "0x53, text string", "0x43, bytes", "0x8f, set", "0x32, duplicate"
    })
    void refusesEveryOtherInstruction(int opcode, String meaning) {
        TorchFile file = new TorchFile().code('}', '}', opcode, '.');
        assertRefused(file.zip(), "unsupported instruction 0x%02x at byte".formatted(opcode));
    }

    @Test
    void refusesViewsThatLeaveTheirStorage() {
        long huge = Long.MAX_VALUE / 2;
        refuseView(4, 1, new long[] {4}, ONE);
        refuseView(4, -1, new long[] {2}, ONE);
        refuseView(4, huge, ONE, ONE);
        refuseView(4, Long.MAX_VALUE, new long[] {2}, ONE);
        refuseView(4, 4, new long[0], new long[0]);
        refuseView(4, 3, new long[] {2}, new long[] {-1});
        refuseView(4, 0, new long[] {2}, new long[] {4});
        refuseView(4, 0, new long[] {2}, new long[] {huge});
        refuseView(4, 0, new long[] {2, 2}, ONE);
        refuseView(4, 0, new long[] {2, 2}, new long[] {3, 1});
        refuseView(4, 5, new long[] {2, 2}, new long[] {0, 0});
        refuseView(4, 0, new long[] {1 << 20, 1 << 20}, new long[] {0, 0});
        refuseView(4, 0, new long[] {-1}, ONE);
        refuseView(4, 0, new long[] {huge, huge}, new long[] {0, 0});
        refuseView(huge, 0, ONE, ONE);
        refuseView((1L << 62) + 4, 0, ONE, ONE);
        refuseView(-4, 0, ONE, ONE);
        refuseView(5, 0, ONE, ONE);
        refuseView(3, 0, ONE, ONE);
    }

    /** Four strides of 2^62 - 1 would wrap to -4, which lies before the storage's end. */
    @Test
    void refusesStoragesLongerThanAnyFile() {
        TorchFile first = TorchFile.dictionary().entry("data/0", new byte[16]);
        first.text("x").tensor("FloatStorage", "0", 1L << 62, 0, new long[] {4}, ONE);
        assertRefused(first.finish(), "x: expected a storage of 4611686018427387904 numbers");
        for (long count : new long[] {FileLimits.MOST_FILE_BYTES + 1, 1L << 62, Long.MAX_VALUE}) {
            TorchFile file = TorchFile.dictionary().entry("data/0", new byte[16]);
            long[] strides = {count - 1};
            file.text("x").tensor("FloatStorage", "0", count, 0, new long[] {5}, strides);
            assertRefused(
                    file.finish(), "x: offset or strides lead out of the storage of " + count);
        }
    }

    @Test
    void refusesMoreAxesThanATensorHas() {
        refuseAxes(new long[9], ONE);
        refuseAxes(ONE, new long[9]);
    }

    @Test
    void readsTensorsOfEightAxes() {
        long[] eight = {1, 1, 1, 1, 1, 1, 1, 1};
        TorchFile file = TorchFile.dictionary().entry("data/0", new byte[4]);
        file.text("x").tensor("FloatStorage", "0", 1, 0, eight, eight);
        assertEquals(8, load(file.finish()).tensor("x").rank());
    }

    @ParameterizedTest
    @CsvSource({
        "torch._utils, _rebuild_parameter",
        "torch, Size",
        "torch._utils, _rebuild_tensor_v2"
    })
    void refusesCallsWithoutArguments(String module, String name) {
        TorchFile file = TorchFile.dictionary().text("x").named(module, name).code(')', 'R');
        assertRefused(file.finish(), "unsupported call or wrong arguments");
    }

    private static void refuseAxes(long[] sizes, long[] strides) {
        TorchFile file = TorchFile.dictionary().entry("data/0", new byte[4]);
        file.text("x").tensor("FloatStorage", "0", 1, 0, sizes, strides);
        assertRefused(file.finish(), "expected at most 8 sizes and strides");
    }

    private static void refuseView(long count, long offset, long[] sizes, long[] strides) {
        TorchFile file = TorchFile.dictionary().entry("data/0", new byte[16]);
        file.text("x").tensor("FloatStorage", "0", count, offset, sizes, strides);
        assertRefused(file.finish(), "x: ");
    }

    @Test
    void refusesOneStorageTakenAgainAndAgain() {
        TorchFile file = TorchFile.dictionary().entry("data/0", new byte[1 << 20]);
        for (int i = 0; i < 100; i++) {
            long[] all = {1 << 20};
            file.text("x" + i).tensor("CharStorage", "0", 1 << 20, 0, all, ONE);
        }
        assertRefused(file.finish(), "expected at most 2097152 numbers, found 104857600");
    }

    @Test
    void refusesFilesWithoutAStateDict() {
        assertRefused(new TorchFile().code('N', '.').zip(), "expected a state dict");
        assertRefused(TorchFile.dictionary().text("a").number(1).finish(), "but a is not one");
        assertRefused(TorchFile.dictionary().number(1).floats("0", 1).finish(), "but 1 is not one");
        TorchFile twice = TorchFile.dictionary().text("a").floats("0", 1).text("a").floats("1", 2);
        assertRefused(twice.finish(), "duplicate key a");
        TorchFile big = TorchFile.dictionary().text("a").floats("0", 1);
        assertRefused(
                big.entry("byteorder", "big".getBytes(StandardCharsets.US_ASCII)).finish(),
                "big-endian");
        TorchFile without = TorchFile.dictionary().text("a");
        without.tensor("FloatStorage", "0", 1, 0, ONE, ONE);
        assertRefused(without.finish(), "missing zip entry archive/data/0");
    }

    @Test
    void refusesMalformedPickles() {
        String pickles =
                "t. e. u. s. a. b. R. Q. h\0. q\0. . (. ]]s. }(Nu. }(NNu. }](]ea. }NR. })R. ])Q."
                        + " ]Nb. K X\u007f\0\0\0a j cos }(}}u. ](h\0e. }}.";
        for (String pickle : pickles.split(" ")) {
            byte[] code = pickle.getBytes(StandardCharsets.ISO_8859_1);
            Map<String, byte[]> entries = Map.of("archive/data.pkl", code);
            assertRefused(TorchFile.zip(entries, ZipEntry.STORED), "");
        }
    }

    @Test
    void refusesAListThatContainsItself() {
        TorchFile file = new TorchFile().code(']', 'q', 0, 'h', 0, 'a', '.');
        assertRefused(file.zip(), "expected a state dict");
        TorchFile key = new TorchFile().code('}', ']', 'q', 0, 'h', 0, 'a', 'N', 's', '.');
        assertRefused(key.zip(), "expected strings or integers as keys");
    }

    @Test
    void refusesCompressedEntries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", new byte[1 << 26]);
        assertRefused(
                TorchFile.zip(entries, ZipEntry.DEFLATED),
                "zip entry archive/data.pkl: compressed or encrypted");
        assertRefused(
                TorchFile.zip(Map.of("readme", new byte[1]), ZipEntry.STORED),
                "expected a zip with data.pkl");
    }

    /** PyTorch adds records of zip64, but its other records hold the numbers too. */
    @Test
    void refusesZip64() {
        byte[] file = TorchFile.dictionary().text("a").floats("0", 1).finish();
        int end = file.length - 22;
        int directory = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(end + 16);
        int[] places = {end + 8, end + 12, end + 16, directory + 20, directory + 42};
        for (int place : places) {
            byte[] changed = file.clone();
            Arrays.fill(changed, place, place + 4, (byte) 0xff);
            if (place == directory + 20) {
                Arrays.fill(changed, place + 4, place + 8, (byte) 0xff);
            }
            assertRefused(changed, "has 64-bit lengths (zip64), which are not supported");
        }
    }

    @Test
    void refusesAWrongChecksum() {
        byte[] file = TorchFile.dictionary().text("a").floats("0", 1, 2, 3).finish();
        int place = new String(file, StandardCharsets.ISO_8859_1).indexOf("\0\0\u0080\u003f");
        file[place]++;
        assertRefused(file, "zip entry archive/data/0: expected checksum");
    }

    private static Weights load(byte[] file) {
        return Weights.load(file, "model.tar");
    }

    private static void assertRefused(byte[] file, String reason) {
        Golden.assertRefused(file, "model.tar", reason);
    }
}
