package quietline.streaming.io;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The one form in which JSON is written: Gson's trees as text, two spaces per level or all on one
 * line, members in the order in which they were added, null where a value is missing.
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

    private JsonText() {}

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
