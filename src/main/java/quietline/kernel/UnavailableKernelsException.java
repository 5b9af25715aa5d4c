package quietline.kernel;

/** Kernels that were asked for by name and cannot be. The message is for people. */
public final class UnavailableKernelsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnavailableKernelsException(String message) {
        super(message);
    }
}
