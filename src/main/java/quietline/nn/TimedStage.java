package quietline.nn;

/** A stage of the work on a hop that is timed by itself. */
public interface TimedStage {

    /** Returns the name for reports. */
    String title();
}
