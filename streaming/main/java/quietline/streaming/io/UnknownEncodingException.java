package quietline.streaming.io;

/** A file that is what it seems to be, with sound in a form that we cannot read, but others may. */
final class UnknownEncodingException extends AudioException {

    private static final long serialVersionUID = 1L;

    UnknownEncodingException(Object name, String trouble) {
        super(name, trouble);
    }
}
