package quietline.streaming.live;

/** An event of a live session, with a message of one line. */
public record LiveEvent(Kind kind, String message) {

    /** The kind of event. */
    public enum Kind {
        INPUT_OPENED,
        INPUT_LOST,
        /** The microphone sends only zeros: it is muted or disconnected, and is reopened. */
        INPUT_SILENT,
        INPUT_BACK,
        INPUT_ENDED,
        OUTPUT_OPENED,
        OUTPUT_LOST,
        OUTPUT_BACK,
        /** The machine has slept; buffered audio was dropped. */
        WOKE,
        RECORDING_FAILED
    }

    @Override
    public String toString() {
        return message;
    }
}
