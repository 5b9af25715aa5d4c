package quietline.weights;

/**
 * Weights that cannot be used. The message is for people: the source, what was expected, what was
 * found.
 */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }

    public WeightsException(String message, Throwable cause) {
        super(message, cause);
    }
}
