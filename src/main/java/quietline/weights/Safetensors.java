package quietline.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the safetensors format: the header's length (u64, little-endian), the header (JSON), the
 * numbers. The header maps each name to {@code {"dtype", "shape", "data_offsets": [begin, end]}},
 * with offsets from the header's end, and {@code "__metadata__"} to strings. The tensors fill the
 * rest of the file without gap or overlap.
 */
final class Safetensors {
    private static final long MOST_HEADER_BYTES = Bytes.MOST_TEXT_BYTES;
    static final String METADATA = "__metadata__";

    private record Entry(String name, Dtype dtype, int[] shape, long begin, long end) {}

    record Contents(Map<String, Tensor> tensors, Map<String, String> metadata) {}

    private Safetensors() {}

    static boolean looksLike(byte[] file) {
        return file.length > 8 && file[8] == '{';
    }

    static Contents read(byte[] file) {
        Bytes bytes = Bytes.of(file);
        long headerBytes = bytes.i64();
        if (headerBytes < 2 || headerBytes > MOST_HEADER_BYTES || headerBytes > bytes.remaining()) {
            throw new WeightsException(
                    "expected a safetensors header of at most %d bytes, found %s"
                            .formatted(
                                    Math.min(MOST_HEADER_BYTES, bytes.remaining()),
                                    Long.toUnsignedString(headerBytes)));
        }
        Map<String, Object> header =
                object("the header", Json.parse(bytes.take(headerBytes).text()));
        Bytes numbers = bytes.take(bytes.remaining());

        Map<String, String> metadata = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        header.forEach(
                (name, value) -> {
                    if (name.equals(METADATA)) {
                        object(METADATA, value)
                                .forEach((key, text) -> metadata.put(key, string(key, text)));
                    } else {
                        entries.add(entry(name, object(name, value)));
                    }
                });
        checkLayout(entries, numbers.size());

        Map<String, Tensor> tensors = new TreeMap<>();
        for (Entry entry : entries) {
            Bytes part = numbers.range(entry.begin, entry.end - entry.begin);
            tensors.put(entry.name, entry.dtype.read(part, entry.shape));
        }
        return new Contents(tensors, metadata);
    }

    private static Entry entry(String name, Map<String, Object> fields) {
        if (!fields.keySet().equals(Set.of("dtype", "shape", "data_offsets"))) {
            throw new WeightsException(
                    "%s: expected dtype, shape and data_offsets, found %s"
                            .formatted(name, fields.keySet()));
        }
        Dtype dtype = dtype(name, string(name, fields.get("dtype")));
        int[] shape = Dtype.shape(name, longs(name, fields.get("shape")), FileLimits.MOST_NUMBERS);
        long[] offsets = longs(name, fields.get("data_offsets"));
        long bytes = (long) Tensor.count(shape) * dtype.bytes;
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] - offsets[0] != bytes) {
            throw new WeightsException(
                    "%s: expected data_offsets of %d bytes, found %s"
                            .formatted(name, bytes, fields.get("data_offsets")));
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static void checkLayout(List<Entry> entries, int numberBytes) {
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        long count = 0;
        for (Entry entry : entries) {
            if (entry.begin != end) {
                throw new WeightsException(
                        "%s: expected data at byte %d, found at byte %d"
                                .formatted(entry.name, end, entry.begin));
            }
            end = entry.end;
            count += Tensor.count(entry.shape);
        }
        if (end != numberBytes) {
            throw new WeightsException(
                    "expected %d bytes of data, found %d".formatted(end, numberBytes));
        }
        FileLimits.checkCount(count);
    }

    private static Dtype dtype(String name, String word) {
        for (Dtype dtype : Dtype.values()) {
            if (dtype.name().equals(word)) {
                return dtype;
            }
        }
        throw new WeightsException(
                "%s: expected one of %s, found %s".formatted(name, List.of(Dtype.values()), word));
    }

    private static Map<String, Object> object(String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new WeightsException("%s: expected a JSON object".formatted(name));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, item) -> object.put((String) key, item));
        return object;
    }

    private static String string(String name, Object value) {
        if (!(value instanceof String string)) {
            throw new WeightsException("%s: expected a string, found %s".formatted(name, value));
        }
        return string;
    }

    private static long[] longs(String name, Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().mapToLong(item -> (Long) item).toArray();
        }
        throw new WeightsException("%s: expected integers, found %s".formatted(name, value));
    }
}
