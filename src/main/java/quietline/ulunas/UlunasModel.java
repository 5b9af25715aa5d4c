package quietline.ulunas;

import java.util.List;
import quietline.dsp.Windows;
import quietline.kernel.Kernels;
import quietline.nn.Model;
import quietline.nn.Network;
import quietline.nn.StageTimes;
import quietline.nn.TimedStage;
import quietline.weights.Weights;

/** UL-UNAS with its weights. */
public final class UlunasModel implements Model {

    private final UlunasWeights weights;

    /**
     * Reads the weights.
     *
     * @throws quietline.weights.WeightsException with all the reasons if they do not fit
     */
    public UlunasModel(Weights weights) {
        this.weights = UlunasWeights.of(weights);
    }

    @Override
    public String name() {
        return "UL-UNAS";
    }

    @Override
    public Windows windows() {
        return Windows.HANN;
    }

    @Override
    public List<? extends TimedStage> stages() {
        return List.of(UlunasStage.values());
    }

    @Override
    public Network network(Kernels kernels, StageTimes times) {
        return new Ulunas(weights, kernels, times);
    }
}
