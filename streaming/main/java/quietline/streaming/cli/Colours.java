package quietline.streaming.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few colours of messages on a terminal: level meters and warnings. */
final class Colours {

    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String NONE = "\u001b[0m";

    /** A meter of {@link LivePanel}: its last cells are those above −9 dB. */
    private static final Pattern METER = Pattern.compile("\\[([=| ]{21})([=| ]{3})([\\]!])");

    private Colours() {}

    /** Whether to use colours: only on a terminal, and not if NO_COLOR is set, see no-color.org. */
    static boolean wanted(Map<String, String> environment, boolean terminal) {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    static String warning(String line) {
        return YELLOW + line + NONE;
    }

    /** Colours the meter in a line of status, if any, and what the program waits for. */
    static String status(String line) {
        Matcher meter = METER.matcher(line);
        String colour = GREEN;
        if (meter.find()) {
            if (meter.group(3).equals("!")) {
                colour = RED;
            } else if (!meter.group(2).isBlank()) {
                colour = YELLOW;
            }
        }
        return meter.replaceFirst(colour + "$0" + NONE)
                .replaceFirst("WAITING FOR", YELLOW + "$0" + NONE);
    }
}
