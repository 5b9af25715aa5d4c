package quietline.streaming.io;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes JSON (RFC 8259), two spaces per level: {@code new JsonText().object().put("n",
 * 1).array("list").add("x").end().end()}. Numbers that JSON has none for become null.
 */
public final class JsonText {

    private final StringBuilder text = new StringBuilder();
    private final Deque<Character> closers = new ArrayDeque<>();
    private boolean first = true;
    private boolean named;

    /** Begins an object: the whole text, or an element of the present array. */
    public JsonText object() {
        return open("{", '}');
    }

    public JsonText object(String name) {
        name(name);
        return open("{", '}');
    }

    public JsonText array(String name) {
        name(name);
        return open("[", ']');
    }

    /** Ends the object or array begun last. */
    public JsonText end() {
        char closer = closers.pop();
        if (!first) {
            newLine();
        }
        text.append(closer);
        first = false;
        return this;
    }

    public JsonText put(String name, String value) {
        name(name);
        return value(value == null ? "null" : quoted(value));
    }

    public JsonText put(String name, boolean value) {
        name(name);
        return value(Boolean.toString(value));
    }

    public JsonText put(String name, long value) {
        name(name);
        return value(Long.toString(value));
    }

    /** A number with so many digits after the point. */
    public JsonText put(String name, double value, int decimals) {
        name(name);
        return value(
                Double.isFinite(value)
                        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
                        : "null");
    }

    /** An element of the present array. */
    public JsonText add(String value) {
        return value(quoted(value));
    }

    /** An element of the present array. */
    public JsonText add(long value) {
        return value(Long.toString(value));
    }

    private JsonText open(String opener, char closer) {
        value(opener);
        closers.push(closer);
        first = true;
        return this;
    }

    private void name(String name) {
        separate();
        text.append(quoted(name)).append(": ");
        named = true;
    }

    private JsonText value(String value) {
        if (!named) {
            separate();
        }
        text.append(value);
        named = false;
        first = false;
        return this;
    }

    private void separate() {
        if (closers.isEmpty()) {
            return;
        }
        if (!first) {
            text.append(',');
        }
        newLine();
    }

    private void newLine() {
        text.append('\n').append("  ".repeat(closers.size()));
    }

    private static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        quoted.append("\\u%04x".formatted((int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** The text, once all is ended. */
    @Override
    public String toString() {
        if (!closers.isEmpty()) {
            throw new IllegalStateException("JSON with " + closers.size() + " levels still open");
        }
        return text.toString();
    }
}
