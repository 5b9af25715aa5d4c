package quietline.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;

/** Compares output sizes with counting. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class AxisTest {

    @Property
    void countsThePositionsWhereTheKernelFits(
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 4) int padding,
            @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @IntRange(min = 1, max = 40) int input) {
        Axis axis = new Axis(kernel, stride, padding, dilation, 0);
        int places = 0;
        while (axis.inputAt(places, kernel - 1) < input + padding) {
            places++;
        }
        Assume.that(places > 0);
        assertEquals(places, axis.outputSize(input));
    }

    @Property
    void countsTransposedOutputsUpToTheLastKernelTap(
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 4) int padding,
            @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @IntRange(min = 0, max = 3) int outputPadding,
            @ForAll @IntRange(min = 1, max = 40) int input) {
        Assume.that(outputPadding < Math.max(stride, dilation));
        Axis axis = new Axis(kernel, stride, padding, dilation, outputPadding);
        int last = axis.inputAt(input - 1, kernel - 1);
        int output = last + 1 - padding + outputPadding;
        Assume.that(output >= 1);
        assertEquals(output, axis.transposedOutputSize(input));
    }

    @Property
    void recoversTheInputSizeByTransposing(
            @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 0, max = 4) int padding,
            @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @IntRange(min = 1, max = 40) int input) {
        Axis axis = new Axis(kernel, stride, padding, dilation, 0);
        int spare = input + 2 * padding - axis.reach();
        Assume.that(spare >= 0);
        Axis back = axis.outputPadding(spare % stride);
        assertEquals(input, back.transposedOutputSize(axis.outputSize(input)));
    }

    @Example
    void givesTheSizesOfGtcrn() {
        Axis halving = Axis.of(5).stride(2).padding(2);
        assertEquals(65, halving.outputSize(129));
        assertEquals(33, halving.outputSize(65));
        assertEquals(65, halving.transposedOutputSize(33));
        assertEquals(129, halving.transposedOutputSize(65));
        Axis causal = Axis.of(3).dilation(5);
        assertEquals(40, causal.outputSize(40 + 10));
        assertEquals(40, causal.padding(10).transposedOutputSize(40 + 10));
    }
}
