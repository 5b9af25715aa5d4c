package quietline.weights;

/**
 * Weights that cannot be used. The message is for people: the source, what was expected, what was
 * found.
 */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(oneLine(message));
    }

    public WeightsException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Names out of a broken file may hold line ends or a terminal's control codes. */
    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
    }
}
