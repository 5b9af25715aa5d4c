package quietline.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A number type of a weights file, little-endian. Numbers are read as floats: doubles and integers
 * are rounded to the nearest float, half precisions are exact.
 */
enum Dtype {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U8(1),
    BOOL(1);

    static final int MOST_AXES = 8;

    final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the number at {@code index} in a buffer of numbers of this type. */
    float read(ByteBuffer from, int index) {
        int at = index * bytes;
        return switch (this) {
            case F64 -> (float) from.getDouble(at);
            case F32 -> from.getFloat(at);
            case F16 -> half(from.getShort(at));
            case BF16 -> Float.intBitsToFloat(from.getShort(at) << 16);
            case I64 -> from.getLong(at);
            case I32 -> from.getInt(at);
            case I16 -> from.getShort(at);
            case I8 -> from.get(at);
            case U8, BOOL -> from.get(at) & 0xff;
        };
    }

    /** Returns a tensor with all numbers of a range, which must be as long as the shape says. */
    Tensor read(Bytes from, int... shape) {
        ByteBuffer buffer = from.all();
        float[] data = new float[Tensor.count(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = read(buffer, i);
        }
        return new Tensor(shape, data);
    }

    /** Returns the sizes as a shape, if it holds at most {@code most} numbers. */
    static int[] shape(String name, long[] sizes, long most) {
        if (sizes.length > MOST_AXES) {
            throw new WeightsException(
                    "%s: expected at most %d axes, found %d"
                            .formatted(name, MOST_AXES, sizes.length));
        }
        int[] shape = new int[sizes.length];
        long count = 1;
        for (int axis = 0; axis < sizes.length; axis++) {
            // The product alone would accept a huge size beside a zero.
            if (sizes[axis] < 0 || sizes[axis] > most || count * sizes[axis] > most) {
                throw new WeightsException(
                        "%s: expected a shape of at most %d numbers, found %s"
                                .formatted(name, most, Arrays.toString(sizes)));
            }
            shape[axis] = (int) sizes[axis];
            count *= sizes[axis];
        }
        if (count > most) {
            throw new WeightsException(
                    "%s: expected at most %d numbers, found %d".formatted(name, most, count));
        }
        return shape;
    }

    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float tiny = fraction * 0x1p-24f;
            return sign == 0 ? tiny : -tiny;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
