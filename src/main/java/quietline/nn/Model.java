package quietline.nn;

import java.util.List;
import quietline.dsp.Windows;
import quietline.kernel.Kernels;

/** A network and its weights, ready for use. Immutable; shared by all streams. */
public interface Model {

    /** Returns what people call the network. */
    String name();

    /** Returns the windows with which it takes and gives sound. */
    Windows windows();

    /** Returns the stages that {@link Network#forward} marks, in this order. */
    List<? extends TimedStage> stages();

    /**
     * Creates the network of one stream.
     *
     * @param times told when each stage ends, or null
     */
    Network network(Kernels kernels, StageTimes times);
}
