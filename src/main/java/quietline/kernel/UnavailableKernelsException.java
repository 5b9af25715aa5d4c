package quietline.kernel;

/** Thrown if the kernels that were requested by name cannot run; the message is for users. */
public final class UnavailableKernelsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnavailableKernelsException(String message) {
        super(message);
    }
}
