package quietline.streaming.profile;

/** Another engine for the same network, to be measured in the same run. */
public interface Baseline extends HopWork, AutoCloseable {

    /** In tables. */
    String name();

    /** What it is and from where, for the report. */
    String description();

    @Override
    void close();
}
