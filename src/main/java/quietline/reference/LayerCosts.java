package quietline.reference;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** The cost of each layer of a network, for every network that there is. */
public final class LayerCosts {

    private static final List<Function<Weights, Map<String, Cost>>> NETWORKS =
            List.of(
                    weights -> new OfflineGtcrn(weights).costsPerFrame(),
                    weights -> new OfflineUlunas(weights).costsPerFrame());

    private LayerCosts() {}

    /**
     * Returns the cost of one frame by layer, in the order of the network that these weights fit.
     *
     * @throws WeightsException if they fit no network, with the problems of the closest one
     */
    public static Map<String, Cost> perFrame(Weights weights) {
        WeightsException closest = null;
        for (Function<Weights, Map<String, Cost>> network : NETWORKS) {
            try {
                return network.apply(weights);
            } catch (WeightsException misfit) {
                boolean closer =
                        closest == null || misfit.problems().size() < closest.problems().size();
                closest = closer ? misfit : closest;
            }
        }
        throw closest;
    }
}
