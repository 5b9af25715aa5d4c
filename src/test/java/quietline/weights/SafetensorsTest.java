package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    /** Returns a file with a header, whose quotes are written as single ones, and data. */
    static byte[] file(String header, byte... numbers) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .put(numbers)
                .array();
    }

    @Test
    void readsEveryGoldenFile() {
        for (String name :
                List.of("convolution", "network-random", "random-weights", "recurrent", "stft")) {
            assertFalse(Golden.weights(name + ".safetensors").names().isEmpty());
        }
        assertArrayEquals(new int[] {257, 40, 2}, Golden.load("stft").tensor("spectrum").shape());
        assertEquals("256", Golden.load("stft").metadata().get("hop"));
    }

    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f0bf, -1",
        "F64, 182d4454fb210940, 3.1415927",
        "F32, 0000c03f, 1.5",
        "F32, 0000c07f, NaN",
        "F16, 003e, 1.5",
        "F16, 00c0, -2",
        "F16, 0100, 5.9604645e-8",
        "F16, 0080, -0.0",
        "F16, ff7b, 65504",
        "F16, 007c, Infinity",
        "F16, 00fe, NaN",
        "BF16, c03f, 1.5",
        "BF16, 80ff, -Infinity",
        "I64, feffffffffffffff, -2",
        "I32, 00010000, 256",
        "I16, ffff, -1",
        "I8, 80, -128",
        "U8, ff, 255",
        "BOOL, 01, 1"
    })
    void readsEveryNumberType(String dtype, String hex, float expected) {
        byte[] number = HexFormat.of().parseHex(hex);
        String header =
                "{'x':{'dtype':'%s','shape':[],'data_offsets':[0,%d]}}"
                        .formatted(dtype, number.length);
        Tensor found = Weights.load(file(header, number), dtype).tensor("x");
        assertEquals(0, found.rank());
        assertEquals(expected, found.data()[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'x':1}|x: expected a JSON object",
                "{'x':{'dtype':'F32','shape':[2]}}|expected dtype, shape and data_offsets",
                "{'x':{'dtype':'F8','shape':[2],'data_offsets':[0,8]}}|expected one of",
                "{'x':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|data_offsets of 12 bytes",
                "{'x':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}|found [-2]",
                "{'x':{'dtype':'F32','shape':[1.5],'data_offsets':[0,8]}}|integers",
                "{'x':{'dtype':'F32','shape':[999999999999],'data_offsets':[0,8]}}|at most",
                "{'x':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,8]}}|at",
                "{'x':{'dtype':'F32','shape':[0,9999999999],'data_offsets':[0,0]}}|at most",
                "{'x':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,2],'data_offsets':[0,8]}}|8 axes",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|data_offsets of 8 bytes",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}|data_offsets of 8 bytes",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}|found at byte 4",
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|4 bytes of data",
                "{'x':{'dtype':'F32','shape':[4],'data_offsets':[0,16]}}|16 bytes of data",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'y':{'dtype':'F32',"
                        + "'shape':[1],'data_offsets':[4,8]}}|y: expected data at byte 8",
                "{'x':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'x':{'dtype':'F32',"
                        + "'shape':[2],'data_offsets':[0,8]}}|duplicate name x",
                "{'__metadata__':{'a':1}}|a: expected a string",
                "{'__metadata__':'a'}|__metadata__: expected a JSON object",
                "{}|expected 0 bytes of data",
                "{'x'|JSON",
            })
    void refusesWrongHeaders(String header, String reason) {
        Golden.assertRefused(file(header, new byte[8]), "f", reason);
    }

    @Test
    void readsTensorsInAnyOrderAndEmptyOnes() {
        String one = "{'dtype':'U8','shape':[1],'data_offsets':[%d,%d]}";
        String none = "{'dtype':'U8','shape':[0],'data_offsets':[0,0]}";
        String header = "{'b':" + one.formatted(1, 2) + ",'a':" + one.formatted(0, 1);
        Weights found =
                Weights.load(file(header + ",'none':" + none + "}", new byte[] {3, 4}), "f");
        assertEquals(3, found.tensor("a").data()[0]);
        assertEquals(4, found.tensor("b").data()[0]);
        assertEquals(0, found.tensor("none").data().length);
        assertEquals("safetensors", found.format());
    }

    @Test
    void readsHeadersUpToTheLimit() {
        assertEquals(Set.of(), Weights.load(file("{}"), "f").names());
        String longest = "{}" + " ".repeat(Bytes.MOST_TEXT_BYTES - 2);
        assertEquals(Set.of(), Weights.load(file(longest), "f").names());
        Golden.assertRefused(file(longest + " "), "f", "a safetensors header of at most 262144");
        Golden.assertRefused(Arrays.copyOf(file("{"), 8), "f", "found 8 bytes of another format");
    }

    @Test
    void limitsHowManyNumbersAllTensorsHold() {
        String all = "'shape':[%d],'data_offsets':[0,%<d]}".formatted(FileLimits.MOST_NUMBERS);
        String header = "{'a':{'dtype':'U8'," + all;
        byte[] most = file(header + "}", new byte[FileLimits.MOST_NUMBERS]);
        assertEquals(FileLimits.MOST_NUMBERS, Weights.load(most, "f").tensor("a").data().length);
        int end = FileLimits.MOST_NUMBERS + 1;
        String one = "{'dtype':'U8','shape':[1],'data_offsets':[%d,%d]}".formatted(end - 1, end);
        Golden.assertRefused(
                file(header + ",'b':" + one + "}", new byte[end]),
                "f",
                "expected at most 2097152 numbers, found 2097153");
    }

    @Test
    void readsTensorsOfEightAxes() {
        String header = "{'x':{'dtype':'U8','shape':[1,1,1,1,1,1,1,1],'data_offsets':[0,1]}}";
        assertEquals(8, Weights.load(file(header, (byte) 0), "f").tensor("x").rank());
    }

    @Test
    void escapesControlCharactersAndSurrogatesOnly() {
        assertEquals("\" \u00e9\"", SafetensorsWriter.quote(" \u00e9"));
        assertEquals("\"\\u001f\"", SafetensorsWriter.quote("\u001f"));
        assertEquals("\"\\ud83d\\ude00\"", SafetensorsWriter.quote("\ud83d\ude00"));
    }

    @Test
    void refusesWrongHeaderLengths() {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1 << 30, 3, 1, 0}) {
            byte[] file = file("{}");
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
            assertThrows(WeightsException.class, () -> Weights.load(file, "f"));
        }
        byte[] longHeader = new byte[1 << 20];
        Arrays.fill(longHeader, (byte) ' ');
        String text = "{}" + new String(longHeader, StandardCharsets.US_ASCII);
        assertThrows(WeightsException.class, () -> Weights.load(file(text), "f"));
    }
}
