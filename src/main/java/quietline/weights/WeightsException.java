package quietline.weights;

import java.util.List;

/**
 * Weights that cannot be used. The message is for people: the source, what was expected, what was
 * found.
 */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public WeightsException(String message) {
        this(message, (Throwable) null);
    }

    public WeightsException(String message, Throwable cause) {
        super(oneLine(message), cause);
        problems = List.of(getMessage());
    }

    WeightsException(String source, List<String> problems) {
        super(oneLine(source + ": " + String.join("; ", problems)));
        this.problems = problems.stream().map(WeightsException::oneLine).toList();
    }

    /** What the message says, one by one. */
    public List<String> problems() {
        return problems;
    }

    /** Names out of a broken file may hold line ends or a terminal's control codes. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
    }
}
