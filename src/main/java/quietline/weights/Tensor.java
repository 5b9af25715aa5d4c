package quietline.weights;

import java.util.Arrays;

/**
 * A tensor in row-major order: element (i, j, k) of a tensor of shape (I, J, K) is {@code data[(i*J
 * + j)*K + k]}. Callers must not change a tensor of {@link Weights}, which all streams share.
 */
public record Tensor(int[] shape, float[] data) {

    public Tensor {
        if (data.length != count(shape)) {
            throw new IllegalArgumentException(
                    "shape %s holds %d numbers, got %d"
                            .formatted(Arrays.toString(shape), count(shape), data.length));
        }
    }

    /** Returns a tensor that holds the given array. */
    public static Tensor of(float[] data, int... shape) {
        return new Tensor(shape, data);
    }

    /** Returns a tensor of zeros. */
    public static Tensor zeros(int... shape) {
        return new Tensor(shape, new float[count(shape)]);
    }

    /** Returns the size of an axis. */
    public int dimension(int axis) {
        return shape[axis];
    }

    /** Returns the number of axes. */
    public int rank() {
        return shape.length;
    }

    /** Returns how many numbers a shape holds; a shape without axes holds one. */
    public static int count(int... shape) {
        int count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }
}
