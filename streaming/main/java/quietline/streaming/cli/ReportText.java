package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text for a terminal: names of files and devices, and texts from files, may contain codes that
 * would control it or hide other text.
 */
final class ReportText {

    /** Control codes of one and two bytes, and formats except the joiners within words. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\u200c\u200d]]");

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

    /** Returns the text as one printable line. */
    static String oneLine(String text) {
        return printable(text.strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    /** Returns the stack trace, in printable lines. */
    static String trace(Throwable failure) {
        List<String> lines = new ArrayList<>();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            lines.add((at == failure ? "" : "Caused by: ") + oneLine(at.toString()));
            for (StackTraceElement frame : at.getStackTrace()) {
                lines.add("\tat " + frame);
            }
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Rounds to a number of decimals, and never to a negative zero, which would print as -0. */
    static double rounded(double value, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.rint(value * scale) / scale + 0.0;
    }

    static void line(PrintWriter out, String format, Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
