package quietline.streaming.live;

/** Something that happened to a session, as one line for people. */
public record LiveEvent(Kind kind, String message) {

    /** What happened, for programs. */
    public enum Kind {
        INPUT_OPENED,
        INPUT_LOST,
        /** Exact zeros for long: muted or gone, nobody can tell; it is opened again and again. */
        INPUT_SILENT,
        INPUT_BACK,
        INPUT_ENDED,
        OUTPUT_OPENED,
        OUTPUT_LOST,
        OUTPUT_BACK,
        /** The machine slept: what lay in the buffers is forgotten. */
        WOKE,
        RECORDING_FAILED
    }

    @Override
    public String toString() {
        return message;
    }
}
