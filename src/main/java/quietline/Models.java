package quietline;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import quietline.gtcrn.GtcrnModel;
import quietline.nn.Model;
import quietline.ulunas.UlunasModel;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/**
 * The known networks, each recognised by a tensor that no other network has. A model is made once
 * for each set of weights and shared by its streams.
 */
public final class Models {

    /**
     * @param mark the name of a tensor that no other network has
     */
    private record Kind(String mark, Function<Weights, Model> load) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("encoder.en_convs.0.conv.weight", GtcrnModel::new),
                    new Kind("encoder.en_convs.0.ops.1.weight", UlunasModel::new));

    private static final Map<Weights, Model> MADE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Models() {}

    /**
     * Returns the model of these weights. Weights of no known network are refused by the first one.
     *
     * @throws WeightsException if they do not fit, with every problem
     */
    static Model of(Weights weights) {
        return MADE.computeIfAbsent(weights, Models::load);
    }

    private static Model load(Weights weights) {
        return KINDS.stream()
                .filter(kind -> weights.names().contains(kind.mark))
                .findFirst()
                .orElse(KINDS.get(0))
                .load
                .apply(weights);
    }

    /**
     * Returns the name of the network that these weights are for.
     *
     * @throws WeightsException if they do not fit, with every problem
     */
    public static String name(Weights weights) {
        return of(weights).name();
    }

    /** Returns the problems of weights that fit no network, or an empty list. */
    public static List<String> misfits(Weights weights) {
        try {
            of(weights);
            return List.of();
        } catch (WeightsException misfit) {
            return misfit.problems();
        }
    }
}
