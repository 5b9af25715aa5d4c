package quietline.streaming.live.device;

import java.io.IOException;

/** An error code that the sound server returned. */
final class PulseRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int ACCESS = 1;
    private static final int NO_ENTITY = 5;
    private static final int MODULE_FAILED = 14;
    private static final int BUSY = 26;

    /** The protocol's names of its error codes. */
    private static final String[] NAMES =
            ("OK ACCESS COMMAND INVALID EXIST NOENTITY CONNECTIONREFUSED PROTOCOL TIMEOUT AUTHKEY"
                            + " INTERNAL CONNECTIONTERMINATED KILLED INVALIDSERVER MODINITFAILED"
                            + " BADSTATE NODATA VERSION TOOLARGE NOTSUPPORTED UNKNOWN NOEXTENSION"
                            + " OBSOLETE NOTIMPLEMENTED FORKED IO BUSY")
                    .split(" ");

    private final int reason;

    PulseRefusal(String server, int reason) {
        super(server + ": " + words(reason));
        this.reason = reason;
    }

    /** Whether what the command names does not exist. */
    boolean isMissing() {
        return reason == NO_ENTITY;
    }

    private static String words(int reason) {
        return switch (reason) {
            case ACCESS -> "sound server denies access";
            case NO_ENTITY -> "no such device";
            case MODULE_FAILED -> "sound server cannot create the device";
            case BUSY -> "device is busy";
            default ->
                    "sound server error %d (%s)"
                            .formatted(
                                    reason,
                                    reason >= 0 && reason < NAMES.length
                                            ? NAMES[reason]
                                            : "unknown");
        };
    }
}
