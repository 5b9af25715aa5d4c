package quietline.streaming.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Audio that cannot be read or written. The message is one line for the user: the file's name, what
 * was found and what was expected.
 */
public class AudioException extends IOException {

    private static final long serialVersionUID = 1L;

    public AudioException(Object name, String trouble) {
        super(name + ": " + trouble);
    }

    /** Appends a remedy to an earlier message. */
    AudioException(AudioException earlier, String remedy) {
        super(earlier.getMessage() + "; " + remedy, earlier);
    }

    private AudioException(Object name, String trouble, Throwable cause) {
        super(name + ": " + trouble, cause);
    }

    /** Turns the system's exception about {@code name} into one line of words. */
    public static AudioException of(Object name, IOException cause) {
        if (cause instanceof AudioException already) {
            return already;
        }
        boolean foreign =
                cause instanceof NoSuchFileException && name.toString().indexOf('\ufffd') >= 0;
        String remedy = foreign ? "; its name is not in UTF-8, so give its folder instead" : "";
        return new AudioException(name, trouble(cause) + remedy, cause);
    }

    private static String trouble(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "exists already, but is no folder";
        }
        if (cause instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        if ("Bad file descriptor".equals(cause.getMessage())) {
            return "is closed, expected an open file or pipe";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
