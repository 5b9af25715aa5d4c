package quietline.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An undecoded TensorProto of an ONNX file, read from these fields: 1 sizes (one per field, or all
 * packed in one), 2 number type, 4 floats, 8 name, 9 raw little-endian bytes.
 */
record OnnxTensor(String name, long[] sizes, Dtype dtype, Bytes numbers) {
    private static final Map<Long, Dtype> DTYPES =
            Map.of(1L, Dtype.F32, 10L, Dtype.F16, 11L, Dtype.F64, 16L, Dtype.BF16);

    static OnnxTensor read(Protobuf message) {
        String name = "";
        List<Long> sizes = new ArrayList<>();
        long type = 0;
        Bytes numbers = Bytes.of(new byte[0]);
        while (message.next()) {
            switch (message.field()) {
                case 1 -> addSizes(message, sizes);
                case 2 -> type = message.number();
                case 4, 9 -> numbers = message.payload();
                case 8 -> name = message.text();
                default -> {} // integer data and comments are not needed
            }
        }
        long[] found = sizes.stream().mapToLong(Long::longValue).toArray();
        return new OnnxTensor(name, found, DTYPES.get(type), numbers);
    }

    /** Returns how many numbers the bytes hold, whatever the sizes say. */
    int count() {
        if (dtype == null) {
            throw new WeightsException("%s: expected floating-point numbers".formatted(name));
        }
        return numbers.size() / dtype.bytes;
    }

    Tensor decode() {
        int[] shape = Dtype.shape(name, sizes, count());
        if ((long) Tensor.count(shape) * dtype.bytes != numbers.size()) {
            throw new WeightsException(
                    "%s: expected %d numbers, found %d bytes"
                            .formatted(name, Tensor.count(shape), numbers.size()));
        }
        return dtype.read(numbers, shape);
    }

    private static void addSizes(Protobuf message, List<Long> sizes) {
        if (message.hasPayload()) {
            Bytes packed = message.payload();
            while (packed.hasMore() && sizes.size() <= Dtype.MOST_AXES) {
                sizes.add(Protobuf.varint(packed));
            }
        } else {
            sizes.add(message.number());
        }
        if (sizes.size() > Dtype.MOST_AXES) {
            throw new WeightsException(
                    "expected a tensor of at most %d axes".formatted(Dtype.MOST_AXES));
        }
    }
}
