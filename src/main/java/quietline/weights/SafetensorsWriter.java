package quietline.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;

/**
 * Makes a safetensors file of weights, whose layout {@link Safetensors} describes. Names are sorted
 * and numbers stored as F32, so that equal weights give equal bytes.
 */
final class SafetensorsWriter {
    private SafetensorsWriter() {}

    static byte[] bytes(SortedMap<String, Tensor> tensors, Map<String, String> metadata) {
        byte[] header = header(tensors, metadata).getBytes(StandardCharsets.UTF_8);
        // The format pads the header with spaces to a multiple of eight bytes.
        byte[] padded = Arrays.copyOf(header, (header.length + 7) / 8 * 8);
        Arrays.fill(padded, header.length, padded.length, (byte) ' ');
        long numbers = tensors.values().stream().mapToLong(SafetensorsWriter::size).sum();
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(8 + padded.length + numbers));
        file.order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).put(padded);
        for (Tensor tensor : tensors.values()) {
            for (float number : tensor.data()) {
                file.putFloat(number);
            }
        }
        return file.array();
    }

    private static String header(SortedMap<String, Tensor> tensors, Map<String, String> metadata) {
        StringJoiner header = new StringJoiner(",", "{", "}");
        if (!metadata.isEmpty()) {
            StringJoiner texts = new StringJoiner(",", "{", "}");
            metadata.forEach((key, text) -> texts.add(quote(key) + ":" + quote(text)));
            header.add(quote(Safetensors.METADATA) + ":" + texts);
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            String name = named.getKey();
            Tensor tensor = named.getValue();
            long end = begin + size(tensor);
            header.add(
                    "%s:{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(
                                    quote(name),
                                    Arrays.toString(tensor.shape()).replace(" ", ""),
                                    begin,
                                    end));
            begin = end;
        }
        return header.toString();
    }

    private static long size(Tensor tensor) {
        return (long) Float.BYTES * tensor.data().length;
    }

    /** Returns a string as a JSON literal. */
    static String quote(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : string.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
