package quietline.weights;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any PyTorch checkpoint is refused in one line, or read. An input that begins with 0 is a pickle,
 * which gets a zip with two storages around it; one that begins with 1 is a zip, whose checksums
 * are corrected; any other byte is followed by a file as it is.
 */
class TorchFuzzTest {
    @Tag("fuzz")
    @FuzzTest
    @DictionaryEntries({
        "PK\\x03\\x04",
        "PK\\x01\\x02",
        "PK\\x05\\x06",
        "ctorch._utils\\x0a_rebuild_tensor_v2\\x0a",
        "ctorch\\x0aFloatStorage\\x0a",
        "ccollections\\x0aOrderedDict\\x0a",
        "storage",
        "state_dict",
        "module."
    })
    void readsOrRefusesAnyBytes(byte[] input) {
        check(input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void readsOrRefusesEarlierInputs(Path input) throws IOException {
        check(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException, URISyntaxException {
        return Fuzzing.inputs(TorchFuzzTest.class);
    }

    private static void check(byte[] input) {
        if (input.length > 0) {
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            Fuzzing.load(
                    switch (input[0]) {
                        case 0 -> zip(rest);
                        case 1 -> corrected(rest);
                        default -> rest;
                    });
        }
    }

    /** Builds the archive here, since the one of Java takes longer than reading it. */
    private static byte[] zip(byte[] pickle) {
        String[] names = {"a/data.pkl", "a/data/0", "a/data/1"};
        byte[][] contents = {pickle, new byte[16], new byte[64]};
        ByteBuffer file = ByteBuffer.allocate(pickle.length + 500).order(ByteOrder.LITTLE_ENDIAN);
        int[] begin = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            begin[i] = file.position();
            file.putInt(0x04034b50).put(new byte[22]).putShort((short) names[i].length());
            file.putShort((short) 0).put(names[i].getBytes(StandardCharsets.US_ASCII));
            file.put(contents[i]);
        }
        int directory = file.position();
        for (int i = 0; i < names.length; i++) {
            file.putInt(0x02014b50).put(new byte[16]);
            file.putInt(contents[i].length).putInt(contents[i].length);
            file.putShort((short) names[i].length()).put(new byte[12]).putInt(begin[i]);
            file.put(names[i].getBytes(StandardCharsets.US_ASCII));
        }
        int end = file.position();
        file.putInt(0x06054b50).putInt(0).putShort((short) 3).putShort((short) 3);
        file.putInt(end - directory).putInt(directory).putShort((short) 0);
        return corrected(Arrays.copyOf(file.array(), file.position()));
    }

    /** Corrects the checksum of every entry of the directory whose bytes are in the file. */
    private static byte[] corrected(byte[] zip) {
        ByteBuffer file = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at <= zip.length - 46; at++) {
            if (file.getInt(at) == 0x02014b50) {
                int header = file.getInt(at + 42);
                int size = file.getInt(at + 24);
                if (header >= 0 && header <= zip.length - 30) {
                    int names = file.getChar(header + 26) + file.getChar(header + 28);
                    int begin = header + 30 + names;
                    if (size >= 0 && begin <= zip.length - size) {
                        CRC32 crc = new CRC32();
                        crc.update(zip, begin, size);
                        file.putInt(at + 16, (int) crc.getValue());
                    }
                }
            }
        }
        return zip;
    }
}
