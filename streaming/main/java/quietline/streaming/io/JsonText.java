package quietline.streaming.io;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The one form in which JSON is written: Gson's trees as text, two spaces per level or all on one
 * line, members in the order in which they were added, null where a value is missing. Reads
 * strictly, and within limits of memory.
 */
public final class JsonText {

    private static final Gson INDENTED =
            new GsonBuilder()
                    .serializeNulls()
                    .disableHtmlEscaping()
                    .setStrictness(Strictness.STRICT)
                    .setPrettyPrinting()
                    .create();

    private static final Gson LINE =
            INDENTED.newBuilder()
                    .setFormattingStyle(FormattingStyle.COMPACT.withSpaceAfterSeparators(true))
                    .create();

    /** A value takes up to 60 times the memory of its text. */
    private static final int MOST_VALUES = 50_000;

    private static final int MOST_CHARS = 2000;

    private JsonText() {}

    /**
     * Reads UTF-8 text as an object of a type.
     *
     * @throws IOException if the text is not JSON, does not fit the type or has too many values
     */
    public static <T> T parse(byte[] text, Class<T> type) throws IOException {
        int commas = 0;
        for (byte b : text) {
            commas += b == ',' ? 1 : 0;
        }
        if (commas > MOST_VALUES) {
            throw new IOException("more than %d values".formatted(MOST_VALUES));
        }
        try {
            return INDENTED.fromJson(new String(text, StandardCharsets.UTF_8), type);
        } catch (RuntimeException e) {
            // Gson throws several kinds of exceptions for text that does not fit.
            throw new IOException("not valid JSON", e);
        }
    }

    /** Whether a map was read, has few entries, and its texts are short and safe to print. */
    public static boolean isPlain(Map<String, ?> map, int mostEntries) {
        return map != null
                && map.size() <= mostEntries
                && map.entrySet().stream()
                        .allMatch(e -> isPlain(e.getKey()) && isPlain(e.getValue()));
    }

    private static boolean isPlain(Object value) {
        return !(value instanceof String text)
                || text.length() <= MOST_CHARS && text.chars().noneMatch(JsonText::isControl);
    }

    /** Includes the marks that reverse the direction of text. */
    private static boolean isControl(int c) {
        int kind = Character.getType(c);
        return kind == Character.CONTROL
                || kind == Character.FORMAT
                || kind == Character.LINE_SEPARATOR
                || kind == Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * Returns a number with {@code decimals} digits after the point; null for infinities and NaN.
     */
    public static JsonElement number(double value, int decimals) {
        return Double.isFinite(value)
                ? new JsonPrimitive(
                        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP))
                : JsonNull.INSTANCE;
    }

    /** Returns the text over several lines, without a line break at its end. */
    public static String indented(JsonElement json) {
        return INDENTED.toJson(json);
    }

    /** Returns the text without any line break. */
    public static String line(JsonElement json) {
        return LINE.toJson(json);
    }
}
