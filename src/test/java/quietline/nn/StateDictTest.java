package quietline.nn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import quietline.weights.Tensor;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

class StateDictTest {

    @Test
    void ignoresCountersOfTrainingStepsOnly() {
        Tensor tensor = Tensor.zeros(1);
        assertDoesNotThrow(dict(Map.of("bn.num_batches_tracked", tensor))::finish);
        StateDict other = dict(Map.of("bn.num_batches", tensor, "a", tensor));
        other.take("a", 1);
        WeightsException refused = assertThrows(WeightsException.class, other::finish);
        assertEquals("w: unexpected bn.num_batches [1]", refused.getMessage());
    }

    private static StateDict dict(Map<String, Tensor> tensors) {
        return new StateDict(Weights.of("w", tensors, Map.of()).reader());
    }
}
