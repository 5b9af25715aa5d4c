package quietline.weights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Executes a Python pickle, which is a program for a stack machine. Only the instructions that a
 * dictionary of tensors needs are implemented; any other is an error. Tuples and lists become
 * lists, dictionaries maps, integers {@link Long}. A {@link Vocabulary} resolves a fixed set of
 * names and calls, so that a hostile pickle can run nothing else. The table of instructions makes
 * this file long.
 */
final class Pickle {
    /** Limits memory, since each byte may make an object. A published one has 0.16 MiB. */
    private static final int MOST_BYTES = 1 << 18;

    /** The names that a pickle may use, and the results of calling them. */
    interface Vocabulary {
        /**
         * Returns the object of a name.
         *
         * @throws WeightsException if the name is not allowed
         */
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
        if (code.size() > MOST_BYTES) {
            throw new WeightsException(
                    "expected a pickle of at most %d bytes, found %d"
                            .formatted(MOST_BYTES, code.size()));
        }
        Pickle pickle = new Pickle(code, vocabulary);
        int opcode = code.u8();
        while (opcode != '.') {
            pickle.execute(opcode);
            opcode = code.u8();
        }
        Object result = pickle.pop();
        if (!pickle.stack.isEmpty()) {
            throw new WeightsException("pickle: expected one value, found more");
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
            case 'h' -> stack.add(memo(code.u8()));
            case 'j' -> stack.add(memo(code.u32()));
            case 'c' -> stack.add(vocabulary.named(line(), line()));
            case 0x93 -> stack.add(stackNamed(pop(2))); // STACK_GLOBAL
            case 'R' -> stack.add(call(pop(2)));
            case 'b' -> ignoreAttributes(pop());
            case 'Q' -> stack.add(vocabulary.persistent(pop()));
            default ->
                    throw new WeightsException(
                            "pickle: unsupported instruction 0x%02x at byte %d"
                                    .formatted(opcode, code.position() - 1));
        }
    }

    private void append(List<Object> items) {
        list(top()).addAll(items);
    }

    private void setItems(List<Object> items) {
        Map<Object, Object> map = map(top());
        if (items.size() % 2 != 0) {
            throw new WeightsException("pickle: expected pairs of key and value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            Object key = items.get(i);
            // A list as key could contain itself, and hashing it would not end.
            if (!(key instanceof String || key instanceof Long)) {
                throw new WeightsException("pickle: expected strings or integers as keys");
            }
            if (map.containsKey(key)) {
                throw new WeightsException("pickle: duplicate key %s".formatted(key));
            }
            map.put(key, items.get(i + 1));
        }
    }

    /** Ignores attributes of an ordered dictionary, where PyTorch stores module versions. */
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
        throw new WeightsException("pickle: expected a module and a name");
    }

    private Object memo(long key) {
        if (!memo.containsKey(key)) {
            throw new WeightsException("pickle: memo has no entry %d".formatted(key));
        }
        return memo.get(key);
    }

    private long longNumber(int bytes) {
        if (bytes > Long.BYTES) {
            throw new WeightsException(
                    "pickle: expected an integer of at most 8 bytes, found %d".formatted(bytes));
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
            throw new WeightsException("pickle: stack underflow");
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return pop(1).get(0);
    }

    private List<Object> pop(int count) {
        int bottom = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() - bottom < count) {
            throw new WeightsException("pickle: stack underflow");
        }
        List<Object> above = stack.subList(stack.size() - count, stack.size());
        List<Object> popped = new ArrayList<>(above);
        above.clear();
        return popped;
    }

    private List<Object> popToMark() {
        if (marks.isEmpty()) {
            throw new WeightsException("pickle: no mark on the stack");
        }
        List<Object> popped = pop(stack.size() - marks.peek());
        marks.pop();
        return popped;
    }

    @SuppressWarnings("unchecked") // this class makes every list as a List<Object>
    private static List<Object> list(Object value) {
        if (!(value instanceof List<?>)) {
            throw new WeightsException("pickle: expected a tuple or list");
        }
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked") // this class makes every map as a Map<Object, Object>
    private static Map<Object, Object> map(Object value) {
        if (!(value instanceof Map<?, ?>)) {
            throw new WeightsException("pickle: expected a dictionary");
        }
        return (Map<Object, Object>) value;
    }
}
