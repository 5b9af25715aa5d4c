package quietline.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ONNX's TensorProto: 1 sizes (one a field, or all in one), 2 number type, 4 floats, 8 name, 9 raw
 * little-endian bytes.
 */
final class OnnxTensor {
    private static final int MOST_SIZES = 8;
    private static final Map<Long, Dtype> DTYPES =
            Map.of(1L, Dtype.F32, 10L, Dtype.F16, 11L, Dtype.F64, 16L, Dtype.BF16);

    private OnnxTensor() {}

    static String name(Bytes tensor) {
        Protobuf message = new Protobuf(tensor.fromStart());
        String name = "";
        while (message.next()) {
            if (message.field() == 8) {
                name = message.text();
            }
        }
        return name;
    }

    static Tensor read(Bytes tensor) {
        String name = name(tensor);
        Protobuf message = new Protobuf(tensor.fromStart());
        List<Long> sizes = new ArrayList<>();
        long type = 0;
        Bytes numbers = null;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> addSizes(name, message, sizes);
                case 2 -> type = message.number();
                case 4, 9 -> numbers = message.payload();
                default -> {} // the name, remarks
            }
        }
        Dtype dtype = DTYPES.get(type);
        if (dtype == null || numbers == null) {
            throw new WeightsException("%s: floats within the file expected".formatted(name));
        }
        long[] found = sizes.stream().mapToLong(Long::longValue).toArray();
        int[] shape = Dtype.shape(name, found, numbers.size() / dtype.bytes);
        if (Tensor.count(shape) * dtype.bytes != numbers.size()) {
            throw new WeightsException(
                    "%s: %d numbers expected, found %d bytes"
                            .formatted(name, Tensor.count(shape), numbers.size()));
        }
        return dtype.read(numbers, shape);
    }

    private static void addSizes(String name, Protobuf message, List<Long> sizes) {
        if (message.hasPayload()) {
            Bytes packed = message.payload();
            while (packed.hasMore() && sizes.size() <= MOST_SIZES) {
                sizes.add(Protobuf.varint(packed));
            }
        } else {
            sizes.add(message.number());
        }
        if (sizes.size() > MOST_SIZES) {
            throw new WeightsException(
                    "%s: at most %d axes expected, found more".formatted(name, MOST_SIZES));
        }
    }
}
