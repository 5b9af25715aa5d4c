package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsReaderTest {
    @Test
    void givesTheArraysThemselves() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2);
        WeightsReader in = Weights.of(Map.of("conv.weight", tensor)).reader();
        assertSame(tensor.data(), in.take("conv.weight", 2, 2));
        assertDoesNotThrow(in::finish);
    }

    @Test
    void acceptsIgnoredTensors() {
        WeightsReader in = Weights.of(Map.of("bn.num_batches_tracked", Tensor.zeros())).reader();
        in.ignore(name -> name.endsWith("num_batches_tracked"));
        assertDoesNotThrow(in::finish);
    }

    @Test
    void refusesANegativeVariance() {
        Tensor tensor = Tensor.of(new float[] {0, 1, -1e-3f}, 3);
        WeightsReader in = Weights.of("bn.tar", Map.of("variance", tensor), Map.of()).reader();
        assertArrayEquals(new float[3], in.takeNonNegative("variance", 3));
        WeightsException thrown = assertThrows(WeightsException.class, in::finish);
        assertEquals(
                "bn.tar: variance: expected finite numbers >= 0, found -0.001 at index 2",
                thrown.getMessage());
    }

    @Test
    void listsAllProblemsAtOnce() {
        Map<String, Tensor> tensors =
                Map.of(
                        "turned", Tensor.zeros(3, 2),
                        "nan", Tensor.of(new float[] {0, Float.NaN}, 2),
                        "infinite", Tensor.of(new float[] {Float.NEGATIVE_INFINITY}, 1),
                        "surplus", Tensor.zeros(5),
                        "good", Tensor.zeros(1));
        WeightsReader in = Weights.of("broken.tar", tensors, Map.of()).reader();
        assertArrayEquals(new float[6], in.take("turned", 2, 3));
        assertArrayEquals(new float[2], in.take("nan", 2));
        assertArrayEquals(new float[1], in.take("infinite", 1));
        assertArrayEquals(new float[4], in.take("absent", 4));
        assertArrayEquals(new float[4], in.take("absent", 4));
        in.take("good", 1);
        WeightsException thrown = assertThrows(WeightsException.class, in::finish);
        assertEquals(
                "broken.tar: turned: expected shape [2, 3], found [3, 2];"
                        + " nan: expected finite numbers, found NaN at index 1;"
                        + " infinite: expected finite numbers, found -Infinity at index 0;"
                        + " missing absent [4]; unexpected surplus [5]",
                thrown.getMessage());
        assertEquals(5, thrown.problems().size());
        assertEquals("missing absent [4]", thrown.problems().get(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesEveryTensorOfAnotherNetwork(boolean swapped) {
        Weights gtcrn = Golden.weights("random-checkpoint.tar");
        Weights ulunas = Golden.weights("ulunas-random-weights.safetensors");
        Weights wanted = swapped ? ulunas : gtcrn;
        Weights other = swapped ? gtcrn : ulunas;
        Map<String, Tensor> mixed = new TreeMap<>();
        Set<String> expected = new TreeSet<>();
        for (String name : wanted.names()) {
            if (!name.startsWith("decoder.")) {
                mixed.put(name, wanted.tensor(name));
            } else {
                expected.add("missing " + name);
            }
        }
        other.names().stream()
                .filter(name -> name.startsWith("decoder."))
                .peek(name -> mixed.put(name, other.tensor(name)))
                .forEach(name -> expected.add("unexpected " + name));
        WeightsReader in = Weights.of("mixed.tar", mixed, Map.of()).reader();
        wanted.names().forEach(name -> in.take(name, wanted.tensor(name).shape()));
        WeightsException thrown = assertThrows(WeightsException.class, in::finish);
        Set<String> found = new TreeSet<>();
        thrown.problems().forEach(problem -> found.add(problem.replaceAll(" \\[.*", "")));
        assertEquals(expected, found);
        String message = thrown.getMessage();
        assertTrue(message.startsWith("mixed.tar: missing decoder.de_convs.0."), message);
        assertTrue(message.endsWith("; and %d more".formatted(expected.size() - 10)), message);
    }
}
