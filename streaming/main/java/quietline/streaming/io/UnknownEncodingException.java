package quietline.streaming.io;

/** A valid file whose encoding Quietline cannot read, but ffmpeg may. */
final class UnknownEncodingException extends AudioException {

    private static final long serialVersionUID = 1L;

    UnknownEncodingException(Object name, String trouble) {
        super(name, trouble);
    }
}
