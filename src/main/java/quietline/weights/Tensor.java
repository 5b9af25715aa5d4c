package quietline.weights;

import java.util.Arrays;

/**
 * Numbers with a shape, in row-major order: element (i, j, k) of a tensor shaped (I, J, K) is
 * {@code data[(i*J + j)*K + k]}. A tensor that belongs to {@link Weights} is shared and must not be
 * written to.
 */
public record Tensor(int[] shape, float[] data) {

    public Tensor {
        if (data.length != count(shape)) {
            throw new IllegalArgumentException(
                    "a tensor shaped %s holds %d numbers, not %d"
                            .formatted(Arrays.toString(shape), count(shape), data.length));
        }
    }

    public static Tensor of(float[] data, int... shape) {
        return new Tensor(shape, data);
    }

    public static Tensor zeros(int... shape) {
        return new Tensor(shape, new float[count(shape)]);
    }

    public int dimension(int axis) {
        return shape[axis];
    }

    public int rank() {
        return shape.length;
    }

    /** How many numbers a shape holds; a shape without axes holds one. */
    public static int count(int... shape) {
        int count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }
}
