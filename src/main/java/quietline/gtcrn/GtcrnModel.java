package quietline.gtcrn;

import java.util.List;
import quietline.dsp.Windows;
import quietline.kernel.Kernels;
import quietline.nn.Model;
import quietline.nn.Network;
import quietline.nn.StageTimes;
import quietline.nn.TimedStage;
import quietline.weights.Weights;

/** GTCRN with its weights. */
public final class GtcrnModel implements Model {

    private final GtcrnWeights weights;

    /**
     * Reads the weights.
     *
     * @throws quietline.weights.WeightsException with all the reasons if they do not fit
     */
    public GtcrnModel(Weights weights) {
        this.weights = GtcrnWeights.of(weights);
    }

    @Override
    public String name() {
        return "GTCRN";
    }

    @Override
    public Windows windows() {
        return Windows.ROOT_HANN;
    }

    @Override
    public List<? extends TimedStage> stages() {
        return List.of(GtcrnStage.values());
    }

    @Override
    public Network network(Kernels kernels, StageTimes times) {
        return new Gtcrn(weights, kernels, times);
    }
}
