package quietline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import quietline.kernel.KernelChoice;
import quietline.kernel.Kernels;
import quietline.weights.Golden;
import quietline.weights.Weights;

/** How much memory one more stream takes, weights being shared. */
class StateSizeTest {

    private static final int MOST_BYTES = 200_000;

    @Test
    void thousandsOfStreamsFitIntoMemory() throws Exception {
        checkSize(KernelChoice.fastest());
        checkSize(KernelChoice.standard());
    }

    private static void checkSize(Kernels kernels) throws Exception {
        Weights weights = Golden.weights("random-weights.safetensors");
        Enhancer one = Enhancer.create(weights, kernels);
        Enhancer other = Enhancer.create(weights, kernels);
        Set<Object> shared = reachable(one);
        shared.retainAll(reachable(other));
        Set<Object> own = reachable(one);
        own.removeAll(shared);
        long bytes = own.stream().mapToLong(StateSizeTest::bytes).sum();
        System.out.printf("a stream's own numbers: %d bytes%n", bytes);
        assertTrue(bytes > 10_000, "the numbers should have been found: " + bytes);
        assertTrue(bytes <= MOST_BYTES, "a stream takes " + bytes + " bytes");
    }

    /** Whatever both reach is shared: weights, kernels, tables. */
    private static Set<Object> reachable(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> ahead = new ArrayDeque<>();
        ahead.add(root);
        while (!ahead.isEmpty()) {
            Object object = ahead.remove();
            if (object.getClass().getName().startsWith("java.") || !seen.add(object)) {
                continue;
            }
            if (object instanceof Object[] array) {
                for (Object element : array) {
                    if (element != null) {
                        ahead.add(element);
                    }
                }
            }
            for (Class<?> c = object.getClass(); c != null; c = c.getSuperclass()) {
                addFields(c, object, ahead);
            }
        }
        return seen;
    }

    private static void addFields(Class<?> type, Object object, Deque<Object> ahead)
            throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                continue;
            }
            if (field.trySetAccessible() && field.get(object) != null) {
                ahead.add(field.get(object));
            }
        }
    }

    private static long bytes(Object object) {
        if (object instanceof float[] floats) {
            return 4L * floats.length;
        }
        return object.getClass().isArray() ? 4L * Array.getLength(object) : 0;
    }
}
