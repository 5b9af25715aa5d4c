package quietline.reference;

import java.util.Arrays;
import quietline.weights.Tensor;

/** Reorders, slices, joins, adds and scales tensors along their axes. */
final class Axes {

    private Axes() {}

    /** Returns the index of element (n, c, h, w) in the data of a tensor (N, C, H, W). */
    static int offset(int[] shape, int n, int c, int h, int w) {
        return ((n * shape[1] + c) * shape[2] + h) * shape[3] + w;
    }

    /** Returns whether a row and a column lie in an image (N, C, H, W), not in its padding. */
    static boolean isInside(int[] shape, int row, int column) {
        return row >= 0 && row < shape[2] && column >= 0 && column < shape[3];
    }

    static Tensor reshape(Tensor x, int... shape) {
        return new Tensor(shape, x.data());
    }

    /** Reorders the axes: axis i of the result is axis order[i] of x. */
    static Tensor permute(Tensor x, int... order) {
        Fit.requireRank(x.rank(), order, "of a permutation");
        int[] stride = new int[x.rank()];
        int[] shape = new int[x.rank()];
        for (int axis = 0; axis < order.length; axis++) {
            shape[axis] = x.dimension(order[axis]);
            stride[axis] = blockSize(x.shape(), order[axis] + 1);
        }
        Tensor y = Tensor.zeros(shape);
        int[] position = new int[shape.length];
        for (int i = 0; i < y.data().length; i++) {
            int source = 0;
            for (int axis = 0; axis < position.length; axis++) {
                source += position[axis] * stride[axis];
            }
            y.data()[i] = x.data()[source];
            step(position, shape);
        }
        return y;
    }

    /** Returns indices {@code from} (inclusive) to {@code to} (exclusive) of one axis. */
    static Tensor slice(Tensor x, int axis, int from, int to) {
        Fit.require(
                0 <= from && from <= to && to <= x.dimension(axis),
                "slice %d to %d must lie within an axis of size %d",
                from,
                to,
                x.dimension(axis));
        int[] shape = x.shape().clone();
        shape[axis] = to - from;
        Tensor y = Tensor.zeros(shape);
        int inner = blockSize(shape, axis + 1);
        int taken = (to - from) * inner;
        int block = x.dimension(axis) * inner;
        for (int outer = 0; taken > 0 && outer * taken < y.data().length; outer++) {
            System.arraycopy(
                    x.data(), outer * block + from * inner, y.data(), outer * taken, taken);
        }
        return y;
    }

    /** Joins a and b along an axis; all other axes must be equal. */
    static Tensor concatenate(int axis, Tensor a, Tensor b) {
        int[] shape = a.shape().clone();
        shape[axis] = b.dimension(axis);
        Fit.requireShape(b, "the second tensor", shape);
        shape[axis] += a.dimension(axis);
        Tensor y = Tensor.zeros(shape);
        int aBlock = blockSize(a.shape(), axis);
        int bBlock = blockSize(b.shape(), axis);
        int blocks = aBlock + bBlock == 0 ? 0 : y.data().length / (aBlock + bBlock);
        for (int i = 0; i < blocks; i++) {
            int start = i * (aBlock + bBlock);
            System.arraycopy(a.data(), i * aBlock, y.data(), start, aBlock);
            System.arraycopy(b.data(), i * bBlock, y.data(), start + aBlock, bBlock);
        }
        return y;
    }

    /** Puts zeros before x along an axis: a silent past. */
    static Tensor padFront(Tensor x, int axis, int zeros) {
        int[] shape = x.shape().clone();
        shape[axis] = zeros;
        return concatenate(axis, Tensor.zeros(shape), x);
    }

    /** Puts zeros after x along an axis. */
    static Tensor padBack(Tensor x, int axis, int zeros) {
        int[] shape = x.shape().clone();
        shape[axis] = zeros;
        return concatenate(axis, x, Tensor.zeros(shape));
    }

    /** Reverses the order along an axis. */
    static Tensor reverse(Tensor x, int axis) {
        int size = x.dimension(axis);
        int inner = blockSize(x.shape(), axis + 1);
        Tensor y = Tensor.zeros(x.shape());
        for (int i = 0; inner > 0 && i < x.data().length / inner; i++) {
            int mirrored = i - i % size + size - 1 - i % size;
            System.arraycopy(x.data(), mirrored * inner, y.data(), i * inner, inner);
        }
        return y;
    }

    static Tensor add(Tensor a, Tensor b) {
        Fit.requireShape(b, "the second addend", a.shape());
        Tensor y = Tensor.zeros(a.shape());
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = a.data()[i] + b.data()[i];
        }
        return y;
    }

    /** Returns the mean of the squares over the last axis: (..., L) → (...). */
    static Tensor meanSquares(Tensor x) {
        int last = x.rank() - 1;
        int size = x.dimension(last);
        Tensor means = Tensor.zeros(Arrays.copyOf(x.shape(), last));
        for (int row = 0; row < means.data().length; row++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                double number = x.data()[row * size + i];
                sum += number * number;
            }
            means.data()[row] = (float) (sum / size);
        }
        return means;
    }

    /** Multiplies each row, x (..., L), by one factor, (...). */
    static Tensor scaleRows(Tensor x, Tensor factor) {
        int last = x.rank() - 1;
        Fit.requireShape(factor, "the factors", Arrays.copyOf(x.shape(), last));
        Tensor y = Tensor.zeros(x.shape());
        for (int i = 0; i < y.data().length; i++) {
            y.data()[i] = x.data()[i] * factor.data()[i / x.dimension(last)];
        }
        return y;
    }

    /** Returns the product of the sizes of {@code axis} and all axes after it. */
    static int blockSize(int[] shape, int axis) {
        return Tensor.count(Arrays.copyOfRange(shape, axis, shape.length));
    }

    private static void step(int[] position, int[] shape) {
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (++position[axis] < shape[axis]) {
                return;
            }
            position[axis] = 0;
        }
    }
}
