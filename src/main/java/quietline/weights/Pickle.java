package quietline.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Python's pickle, a program for a stack machine, of which only those instructions are known that a
 * dictionary of tensors needs; any other is refused. Tuples and lists become lists, dictionaries
 * maps, whole numbers {@link Long}. Names and calls go to a {@link Vocabulary}, which knows a fixed
 * few; nothing is ever looked up or made by name. The table of instructions makes this file long.
 */
final class Pickle {
    /** A GTCRN checkpoint with its optimizer has 0.1 MiB; each instruction may cost an object. */
    private static final int LONGEST = 1 << 18;

    /** The names a pickle may use and what comes of calling them. */
    interface Vocabulary {
        /** Throws if the name is not one of the few. */
        Object named(String module, String name);

        Object call(Object named, List<Object> arguments);

        Object persistent(Object id);
    }

    private final Bytes code;
    private final Vocabulary vocabulary;
    private final ArrayList<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, Object> memo = new HashMap<>();

    private Pickle(Bytes code, Vocabulary vocabulary) {
        this.code = code;
        this.vocabulary = vocabulary;
    }

    static Object load(Bytes code, Vocabulary vocabulary) {
        if (code.size() > LONGEST) {
            throw new WeightsException(
                    "a pickle of at most %d bytes expected, found %d"
                            .formatted(LONGEST, code.size()));
        }
        Pickle pickle = new Pickle(code, vocabulary);
        int opcode = code.u8();
        while (opcode != '.') {
            pickle.execute(opcode);
            opcode = code.u8();
        }
        Object result = pickle.pop();
        if (!pickle.stack.isEmpty()) {
            throw new WeightsException("pickle: one value expected, found more");
        }
        return result;
    }

    private void execute(int opcode) {
        switch (opcode) {
            case 0x80 -> code.skip(1); // PROTO
            case 0x95 -> code.skip(8); // FRAME
            case '(' -> marks.push(stack.size());
            case 'N' -> stack.add(null);
            case 0x88 -> stack.add(Boolean.TRUE); // NEWTRUE
            case 0x89 -> stack.add(Boolean.FALSE); // NEWFALSE
            case 'J' -> stack.add((long) code.i32());
            case 'K' -> stack.add((long) code.u8());
            case 'M' -> stack.add((long) code.u16());
            case 0x8a -> stack.add(longNumber(code.u8())); // LONG1
            case 'G' -> stack.add(Double.longBitsToDouble(Long.reverseBytes(code.i64())));
            case 'X' -> stack.add(code.take(code.u32()).text());
            case 0x8c -> stack.add(code.take(code.u8()).text()); // SHORT_BINUNICODE
            case '}' -> stack.add(new LinkedHashMap<>());
            case ']', ')' -> stack.add(new ArrayList<>(0));
            case 't' -> stack.add(popToMark());
            case 0x85 -> stack.add(pop(1)); // TUPLE1
            case 0x86 -> stack.add(pop(2)); // TUPLE2
            case 0x87 -> stack.add(pop(3)); // TUPLE3
            case 'a' -> append(pop(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(pop(2));
            case 'u' -> setItems(popToMark());
            case 'q' -> memo.put((long) code.u8(), top());
            case 'r' -> memo.put(code.u32(), top());
            case 0x94 -> memo.put((long) memo.size(), top()); // MEMOIZE
            case 'h' -> stack.add(remembered(code.u8()));
            case 'j' -> stack.add(remembered(code.u32()));
            case 'c' -> stack.add(vocabulary.named(line(), line()));
            case 0x93 -> stack.add(stackNamed(pop(2))); // STACK_GLOBAL
            case 'R' -> stack.add(call(pop(2)));
            case 'b' -> ignoreAttributes(pop());
            case 'Q' -> stack.add(vocabulary.persistent(pop()));
            default ->
                    throw new WeightsException(
                            "a pickle of tensors expected, found instruction 0x%02x at byte %d"
                                    .formatted(opcode, code.position() - 1));
        }
    }

    private void append(List<Object> items) {
        list(top()).addAll(items);
    }

    private void setItems(List<Object> items) {
        Map<Object, Object> map = map(top());
        if (items.size() % 2 != 0) {
            throw new WeightsException("pickle: keys and values in pairs expected");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            // Lists as keys could contain themselves, and hashing one would never end.
            if (!(key instanceof String || key instanceof Long)) {
                throw new WeightsException("pickle: strings or numbers expected as keys");
            }
            if (map.containsKey(key)) {
                throw new WeightsException("pickle: the key %s comes twice".formatted(key));
            }
            map.put(key, items.get(i + 1));
        }
    }

    /** An ordered dictionary's own attributes: PyTorch keeps the modules' versions there. */
    private void ignoreAttributes(Object state) {
        map(top());
        map(state);
    }

    private Object call(List<Object> nameAndArguments) {
        return vocabulary.call(nameAndArguments.get(0), list(nameAndArguments.get(1)));
    }

    private Object stackNamed(List<Object> names) {
        if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
            return vocabulary.named(module, name);
        }
        throw new WeightsException("pickle: a module and a name expected");
    }

    private Object remembered(long key) {
        if (!memo.containsKey(key)) {
            throw new WeightsException("pickle: nothing is remembered as " + key);
        }
        return memo.get(key);
    }

    private long longNumber(int bytes) {
        if (bytes > Long.BYTES) {
            throw new WeightsException("pickle: a number of %d bytes found".formatted(bytes));
        }
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) code.u8() << 8 * i;
        }
        int unused = Long.SIZE - 8 * bytes;
        return bytes == 0 ? 0 : number << unused >> unused;
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int c = code.u8(); c != '\n'; c = code.u8()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private Object top() {
        if (stack.isEmpty()) {
            throw new WeightsException("pickle: its stack runs empty");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return pop(1).get(0);
    }

    private List<Object> pop(int count) {
        int bottom = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() - bottom < count) {
            throw new WeightsException("pickle: its stack runs empty");
        }
        List<Object> above = stack.subList(stack.size() - count, stack.size());
        List<Object> popped = new ArrayList<>(above);
        above.clear();
        return popped;
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw new WeightsException("pickle: no mark on its stack");
        }
        List<Object> popped = pop(stack.size() - marks.peek());
        marks.pop();
        return popped;
    }

    @SuppressWarnings("unchecked") // every list here was made by this class as a List<Object>
    private static List<Object> list(Object value) {
        if (!(value instanceof List<?>)) {
            throw new WeightsException("pickle: a tuple or list expected");
        }
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked") // every map here was made by this class as a Map<Object, Object>
    private static Map<Object, Object> map(Object value) {
        if (!(value instanceof Map<?, ?>)) {
            throw new WeightsException("pickle: a dictionary expected");
        }
        return (Map<Object, Object>) value;
    }
}
