package quietline.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the parts of an ONNX file that hold weights. */
final class OnnxFile {
    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    byte[] finish() {
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        varintField(model, 1, 6);
        field(model, 2, "quietline tests".getBytes(StandardCharsets.US_ASCII));
        field(model, 7, graph.toByteArray());
        return model.toByteArray();
    }

    OnnxFile tensor(String name, Tensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * tensor.data().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.data());
        return tensor(name, 1, bytes.array(), toLongs(tensor.shape()));
    }

    OnnxFile tensor(String name, int type, byte[] raw, long... sizes) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (long size : sizes) {
            varintField(message, 1, size);
        }
        varintField(message, 2, type);
        field(message, 8, name.getBytes(StandardCharsets.UTF_8));
        field(message, 9, raw);
        field(graph, 5, message.toByteArray());
        return this;
    }

    OnnxFile node(String operator, String... inputs) {
        return node(new byte[0], operator, inputs);
    }

    /** Adds a node with one attribute, see {@link #floatAttribute} and {@link #longAttribute}. */
    OnnxFile node(byte[] attribute, String operator, String... inputs) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (String input : inputs) {
            field(message, 1, input.getBytes(StandardCharsets.UTF_8));
        }
        field(message, 2, "output".getBytes(StandardCharsets.UTF_8));
        field(message, 4, operator.getBytes(StandardCharsets.UTF_8));
        field(message, 5, attribute);
        field(graph, 1, message.toByteArray());
        return this;
    }

    static byte[] floatAttribute(String name, float value) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, 1, name.getBytes(StandardCharsets.UTF_8));
        varint(message, 2 << 3 | 5);
        message.writeBytes(
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
        return message.toByteArray();
    }

    static byte[] longAttribute(String name, long value) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, 1, name.getBytes(StandardCharsets.UTF_8));
        varintField(message, 3, value);
        return message.toByteArray();
    }

    private static void field(ByteArrayOutputStream message, int number, byte[] payload) {
        varint(message, (long) number << 3 | 2);
        varint(message, payload.length);
        message.writeBytes(payload);
    }

    private static void varintField(ByteArrayOutputStream message, int number, long value) {
        varint(message, (long) number << 3);
        varint(message, value);
    }

    private static void varint(ByteArrayOutputStream message, long value) {
        for (; (value & ~0x7fL) != 0; value >>>= 7) {
            message.write((int) (value & 0x7f | 0x80));
        }
        message.write((int) value);
    }

    private static long[] toLongs(int[] shape) {
        long[] sizes = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            sizes[axis] = shape[axis];
        }
        return sizes;
    }
}
