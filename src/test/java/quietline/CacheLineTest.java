package quietline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import quietline.weights.Weights;

/**
 * Two streams on two cores do not slow each other down: hardly a cache line that one of them writes
 * holds anything that the other one has, wherever the collector has put it all.
 */
class CacheLineTest {

    /** At the borders between what one stream has and what the other has, there may be a few. */
    private static final int MOST_LINES = 6;

    private static final int LEAST_WEIGHTS = 20_000;
    private static final int MOST_TABLES = 5_000;

    /** Looks at its own memory: no two objects lie where they would lie in another program. */
    static final class Neighbours {

        private static final int LINE_BYTES = 64;
        private static final int GARBAGE = 4000;

        /** As a field's offset is not told of records, they are taken to be as long as this. */
        private static final long RECORD_BYTES = 40;

        private final Object unsafe;
        private final Method read;
        private final Method offset;
        private final long first;

        private Neighbours() throws ReflectiveOperationException {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field only = type.getDeclaredField("theUnsafe");
            only.setAccessible(true);
            unsafe = only.get(null);
            read = type.getMethod("getLong", Object.class, long.class);
            offset = type.getMethod("objectFieldOffset", Field.class);
            first =
                    (int)
                            type.getMethod("arrayBaseOffset", Class.class)
                                    .invoke(unsafe, Object[].class);
        }

        public static void main(String[] args) throws ReflectiveOperationException {
            Enhancer one = Enhancer.create();
            Enhancer other = Enhancer.create();
            float[] noisy = EnhancerTest.noise(4 * Enhancer.HOP_SAMPLES, 1);
            hops(one, noisy, 0, 3);
            hops(other, noisy, 0, 3);
            // The collector gathers what is left.
            byte[][] garbage = new byte[1][];
            for (int i = 0; i < GARBAGE; i++) {
                garbage[0] = new byte[1 << 16];
            }
            Neighbours neighbours = new Neighbours();
            Set<Object> mine = reachable(one);
            Map<Long, long[]> before = neighbours.lines(mine);
            hops(one, noisy, 3, 1);
            Set<Long> written = new TreeSet<>();
            before.forEach(
                    (line, was) -> {
                        if (!Arrays.equals(was, neighbours.line(line))) {
                            written.add(line);
                        }
                    });
            int all = written.size();
            written.retainAll(neighbours.lines(reachable(other)).keySet());
            System.out.println(written.size() + " of " + all);
        }

        private static void hops(Enhancer enhancer, float[] noisy, int from, int count) {
            float[] clean = new float[Enhancer.HOP_SAMPLES];
            for (int i = from; i < from + count; i++) {
                enhancer.process(noisy, i * Enhancer.HOP_SAMPLES, clean, 0);
            }
        }

        private static Set<Object> reachable(Object root) throws ReflectiveOperationException {
            Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
            ArrayDeque<Object> next = new ArrayDeque<>();
            next.add(root);
            while (!next.isEmpty()) {
                Object object = next.poll();
                if (!found.add(object) || object.getClass().getComponentType() == float.class) {
                    continue;
                }
                if (object instanceof Object[] elements) {
                    Arrays.stream(elements).filter(java.util.Objects::nonNull).forEach(next::add);
                }
                if (object.getClass().getName().startsWith("quietline.")) {
                    for (Field field : fields(object.getClass())) {
                        field.setAccessible(true);
                        Object value = field.get(object);
                        if (value != null && !field.getType().isPrimitive()) {
                            next.add(value);
                        }
                    }
                }
            }
            return found;
        }

        private static Iterable<Field> fields(Class<?> type) {
            return Stream.<Class<?>>iterate(type, c -> c != null, c -> (Class<?>) c.getSuperclass())
                    .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .toList();
        }

        /** What is in all lines in which these lie. */
        private Map<Long, long[]> lines(Set<Object> objects) throws ReflectiveOperationException {
            Map<Long, long[]> lines = new TreeMap<>();
            for (Object object : objects) {
                long begin = (long) read.invoke(unsafe, new Object[] {object}, first);
                long end = begin + bytes(object) - 1;
                for (long line = begin / LINE_BYTES; line <= end / LINE_BYTES; line++) {
                    lines.computeIfAbsent(line, this::line);
                }
            }
            return lines;
        }

        private long[] line(long line) {
            long[] content = new long[LINE_BYTES / Long.BYTES];
            for (int i = 0; i < content.length; i++) {
                try {
                    content[i] = (long) read.invoke(unsafe, null, line * LINE_BYTES + i * 8L);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return content;
        }

        private long bytes(Object object) throws ReflectiveOperationException {
            Class<?> type = object.getClass();
            if (type.isArray()) {
                int each = type.getComponentType().isPrimitive() ? 4 : 8;
                return 16 + (long) each * Array.getLength(object);
            }
            long end = 16;
            for (Field field : type.isRecord() ? List.<Field>of() : fields(type)) {
                end = Math.max(end, (long) offset.invoke(unsafe, field) + Long.BYTES);
            }
            return type.isRecord() ? RECORD_BYTES : end;
        }
    }

    /** What is left are the window and the transform's tables. */
    @Test
    void copiedWeightsAreNotInCommon() throws ReflectiveOperationException {
        Weights weights = Enhancer.defaultWeights();
        Set<Object> one = Neighbours.reachable(Enhancer.create(weights));
        int inCommon = common(one, Enhancer.create(weights));
        int withCopy = common(one, Enhancer.create(weights.copy()));
        assertTrue(inCommon - withCopy > LEAST_WEIGHTS, inCommon + " and " + withCopy);
        assertTrue(withCopy < MOST_TABLES, inCommon + " and " + withCopy);
    }

    private static int common(Set<Object> one, Enhancer other) throws ReflectiveOperationException {
        Set<Object> both = Neighbours.reachable(other);
        both.retainAll(one);
        int floats = 0;
        for (Object object : both) {
            floats += object instanceof float[] array ? array.length : 0;
        }
        return floats;
    }

    @Test
    void whatAStreamWritesOthersDoNotRead() throws Exception {
        String told =
                ChildJvm.run(
                        Neighbours.class,
                        "-XX:-UseCompressedOops",
                        "-XX:+UseSerialGC",
                        "-Xmn8m",
                        ChildJvm.sameKernels());
        System.out.println("cache lines that one stream writes and another one has: " + told);
        assertTrue(told.matches("[0-9]+ of [0-9]{3,}"), told);
        assertTrue(Integer.parseInt(told.split(" ")[0]) <= MOST_LINES, told);
    }
}
