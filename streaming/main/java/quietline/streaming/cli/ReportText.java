package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines of a report, in which texts from a file are printable and not too long. */
final class ReportText {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]");

    private ReportText() {}

    /**
     * Returns the text with control codes replaced, and cut to a number of columns, because a
     * broken file may contain texts of any length.
     */
    static String shortened(String text, int columns) {
        String printable = printable(text);
        return printable.length() <= columns
                ? printable
                : printable.substring(0, columns - 3) + "...";
    }

    /** Returns the text with control codes replaced by question marks. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    static void line(PrintWriter out, String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
