package quietline.weights;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

    /** What the system said, in words. */
    static WeightsException of(String source, String trouble, IOException cause) {
        return new WeightsException("%s: %s (%s)".formatted(source, trouble, words(cause)), cause);
    }

    private static String words(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason =
                cause instanceof FileSystemException system
                        ? system.getReason()
                        : cause.getMessage();
        return reason == null ? "the system does not say why" : reason;
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
