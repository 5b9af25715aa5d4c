package quietline;

import static java.util.Comparator.comparing;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
     * @param builtIn weights that fit
     */
    private record Kind(String mark, Supplier<Weights> builtIn, Function<Weights, Model> load) {

        long namesIn(Weights weights) {
            return builtIn.get().names().stream().filter(weights.names()::contains).count();
        }
    }

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("encoder.en_convs.0.conv.weight", Weights::fast, GtcrnModel::new),
                    new Kind("encoder.en_convs.0.ops.1.weight", Weights::best, UlunasModel::new));

    private static final Map<Weights, Model> MADE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private Models() {}

    /**
     * Returns the model of these weights.
     *
     * @throws WeightsException if they do not fit, with every problem
     */
    static Model of(Weights weights) {
        return MADE.computeIfAbsent(weights, made -> kind(made).load.apply(made));
    }

    /** Returns the network whose mark is among the names, or else that with most of the names. */
    private static Kind kind(Weights weights) {
        return KINDS.stream()
                .filter(kind -> weights.names().contains(kind.mark))
                .findFirst()
                .orElseGet(() -> Collections.max(KINDS, comparing(kind -> kind.namesIn(weights))));
    }

    /** Returns the built-in weights of the network that these weights are meant for. */
    public static Weights builtIn(Weights weights) {
        return kind(weights).builtIn.get();
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
