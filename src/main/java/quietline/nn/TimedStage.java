package quietline.nn;

/** A part of the work on a hop whose time can be told by itself. */
public interface TimedStage {

    /** Returns what people call it. */
    String title();
}
