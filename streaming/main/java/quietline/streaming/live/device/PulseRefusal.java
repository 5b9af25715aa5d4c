package quietline.streaming.live.device;

import java.io.IOException;

/** A sound server's no, with the reason that it gave. */
final class PulseRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int ACCESS = 1;
    private static final int NO_ENTITY = 5;
    private static final int MODULE_FAILED = 14;
    private static final int BUSY = 26;

    private final int reason;

    PulseRefusal(String server, int reason) {
        super(server + ": " + words(reason));
        this.reason = reason;
    }

    private static String words(int reason) {
        return switch (reason) {
            case ACCESS -> "the sound server denies access";
            case NO_ENTITY -> "no such device";
            case MODULE_FAILED -> "the sound server cannot make the device";
            case BUSY -> "the device is busy";
            default -> "the sound server refuses, for its reason " + reason;
        };
    }

    boolean noSuchDevice() {
        return reason == NO_ENTITY;
    }
}
