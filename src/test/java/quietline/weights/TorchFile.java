package quietline.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files of torch.save, correct and wrong ones. */
final class TorchFile {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    TorchFile() {
        code(0x80, 2);
    }

    /** Returns a file whose pickle is one dictionary. */
    static TorchFile dictionary() {
        return new TorchFile().code('}', '(');
    }

    byte[] finish() {
        return code('u', '.').zip();
    }

    byte[] zip() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("archive/data.pkl", pickle.toByteArray());
        all.putAll(entries);
        return zip(all, ZipEntry.STORED);
    }

    static byte[] zip(Map<String, byte[]> entries, int method) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> content : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                CRC32 crc = new CRC32();
                crc.update(content.getValue());
                entry.setMethod(method);
                entry.setCrc(crc.getValue());
                entry.setSize(content.getValue().length);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    TorchFile entry(String name, byte... content) {
        entries.put("archive/" + name, content);
        return this;
    }

    TorchFile code(int... opcodes) {
        for (int opcode : opcodes) {
            pickle.write(opcode);
        }
        return this;
    }

    TorchFile text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        code('X');
        pickle.writeBytes(little(4).putInt(bytes.length).array());
        pickle.writeBytes(bytes);
        return this;
    }

    TorchFile raw(String ascii) {
        pickle.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    TorchFile number(long number) {
        code(0x8a, 8);
        pickle.writeBytes(little(8).putLong(number).array());
        return this;
    }

    TorchFile named(String module, String name) {
        pickle.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    TorchFile tuple(long... numbers) {
        code('(');
        for (long number : numbers) {
            number(number);
        }
        return code('t');
    }

    /** Adds a tensor on a storage by a call of _rebuild_tensor_v2. */
    TorchFile tensor(
            String storage, String key, long count, long offset, long[] sizes, long[] strides) {
        named("torch._utils", "_rebuild_tensor_v2").code('(');
        storage(storage, key, count).number(offset).tuple(sizes).tuple(strides).code(0x89);
        return named("collections", "OrderedDict").code(')', 'R', 't', 'R');
    }

    TorchFile storage(String storage, String key, long count) {
        code('(').text("storage").named("torch", storage).text(key).text("cpu");
        return number(count).code('t', 'Q');
    }

    /** Adds a one-dimensional tensor with a storage of its own. */
    TorchFile floats(String key, float... numbers) {
        ByteBuffer bytes = little(4 * numbers.length);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        entry("data/" + key, bytes.array());
        return tensor(
                "FloatStorage",
                key,
                numbers.length,
                0,
                new long[] {numbers.length},
                new long[] {1});
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
