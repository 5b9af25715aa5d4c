package quietline.weights;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * Thrown if weights cannot be read or used. The message is one line for the user: the source, what
 * was expected, what was found.
 */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_PROBLEMS_IN_MESSAGE = 10;

    private final transient List<String> problems;

    public WeightsException(String message) {
        this(message, (Throwable) null);
    }

    public WeightsException(String message, Throwable cause) {
        super(oneLine(message), cause);
        problems = List.of(getMessage());
    }

    WeightsException(String source, List<String> problems) {
        super(oneLine(source + ": " + summary(problems)));
        this.problems = problems.stream().map(WeightsException::oneLine).toList();
    }

    /** Returns an exception whose message ends with the reason that the system gives. */
    static WeightsException of(String source, String trouble, IOException cause) {
        return new WeightsException("%s: %s (%s)".formatted(source, trouble, words(cause)), cause);
    }

    private static String words(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason =
                cause instanceof FileSystemException system
                        ? system.getReason()
                        : cause.getMessage();
        return reason == null ? "unknown reason" : reason;
    }

    private static String summary(List<String> problems) {
        int listed = Math.min(problems.size(), MOST_PROBLEMS_IN_MESSAGE);
        String summary = String.join("; ", problems.subList(0, listed));
        int more = problems.size() - listed;
        return more == 0 ? summary : "%s; and %d more".formatted(summary, more);
    }

    /** Returns all problems; the message lists the first ten. */
    public List<String> problems() {
        return problems;
    }

    /** Replaces line ends and control codes, which names in a broken file may contain. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
    }
}
