package quietline.weights;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A strict JSON parser (RFC 8259). Objects become maps in the order of the text, arrays lists,
 * integers {@link Long}, other numbers {@link Double}. Duplicate names, numbers that exceed a
 * double and nesting deeper than 16 levels are errors.
 */
final class Json {
    private static final int DEEPEST = 16;
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,400})(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,4})?");
    private static final String LITERAL_END = ",]} \t\r\n";

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Returns the value of a JSON text.
     *
     * @throws WeightsException if the text is not valid JSON; the message says where
     */
    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.broken("the end of the text");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object() {
        descend();
        Map<String, Object> object = new LinkedHashMap<>();
        if (!skipsEnd('}')) {
            do {
                skipSpace();
                String name = string();
                expect(':');
                if (object.containsKey(name)) {
                    throw new WeightsException("JSON: duplicate name %s".formatted(name));
                }
                object.put(name, value());
            } while (hasNext('}'));
        }
        depth--;
        return object;
    }

    private List<Object> array() {
        descend();
        List<Object> array = new ArrayList<>();
        if (!skipsEnd(']')) {
            do {
                array.add(value());
            } while (hasNext(']'));
        }
        depth--;
        return array;
    }

    private void descend() {
        at++;
        if (++depth > DEEPEST) {
            throw broken("nesting of at most %d levels".formatted(DEEPEST));
        }
    }

    private boolean skipsEnd(char end) {
        skipSpace();
        boolean closed = peek() == end;
        at += closed ? 1 : 0;
        return closed;
    }

    private boolean hasNext(char end) {
        if (skipsEnd(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        if (peek() != '"') {
            throw broken("a string");
        }
        at++;
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                at--;
                throw broken("an escaped control character");
            }
            string.append(c == '\\' ? escape() : c);
        }
        return string.toString();
    }

    private char escape() {
        char c = next();
        int which = "\"\\/bfnrt".indexOf(c);
        if (which >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(which);
        }
        if (c != 'u') {
            throw broken("an escape");
        }
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            char hexadecimal = next();
            // Character.digit alone would accept the digits of other scripts.
            if (!HexFormat.isHexDigit(hexadecimal)) {
                at--;
                throw broken("a hexadecimal digit");
            }
            code = code * 16 + HexFormat.fromHexDigit(hexadecimal);
        }
        return (char) code;
    }

    private Object literal() {
        int start = at;
        while (at < text.length() && LITERAL_END.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String literal = text.substring(start, at);
        if (literal.equals("true") || literal.equals("false")) {
            return Boolean.valueOf(literal);
        }
        if (literal.equals("null")) {
            return null;
        }
        if (WHOLE.matcher(literal).matches()) {
            return Long.valueOf(literal);
        }
        if (NUMBER.matcher(literal).matches()) {
            double number = Double.parseDouble(literal);
            if (Double.isInfinite(number)) {
                at = start;
                throw broken("a number of at most " + Double.MAX_VALUE);
            }
            return number;
        }
        at = start;
        throw broken("a value");
    }

    private void expect(char c) {
        skipSpace();
        if (peek() != c) {
            throw broken("'" + c + "'");
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private char next() {
        if (at == text.length()) {
            throw broken("more text");
        }
        return text.charAt(at++);
    }

    private WeightsException broken(String expected) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new WeightsException(
                "JSON: expected %s at character %d, found %s".formatted(expected, at, found));
    }
}
