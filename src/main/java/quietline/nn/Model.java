package quietline.nn;

import java.util.List;
import quietline.dsp.Windows;
import quietline.kernel.Kernels;

/** A network and its weights, ready for use. Immutable; shared by all streams. */
public interface Model {

    /** Returns the name of the network. */
    String name();

    /** Returns the windows of analysis and synthesis that the network was trained with. */
    Windows windows();

    /** Returns the stages in the order in which {@link Network#forward} marks their ends. */
    List<? extends TimedStage> stages();

    /**
     * Creates the network of one stream.
     *
     * @param times told when each stage ends, or null
     */
    Network network(Kernels kernels, StageTimes times);
}
