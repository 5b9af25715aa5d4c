package quietline.kernel;

import static quietline.kernel.VectorMath.FLAT;
import static quietline.kernel.VectorMath.HALF;
import static quietline.kernel.VectorMath.MAGNITUDE;
import static quietline.kernel.VectorMath.ONE;
import static quietline.kernel.VectorMath.SIGN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * What Java is shown of vectors before it meets them in a hop. It watches of what types things are,
 * and if at first they are of one type for long, as in a convolution, which is one operation over
 * and over, it relies on that. Each time it was wrong it remembers, adds that up over all that it
 * inlines into a method, and from a hundred on trusts no type there: then all vectors of what is
 * made of many operations become objects, for good. On Java 17 that befell one start of twenty on a
 * busy machine.
 */
final class VectorProfile {

    /** Until Java watches, some hundred calls from now. All of them take some 40 ms. */
    private static final int ROUNDS = 500;

    private VectorProfile() {}

    static void show() {
        FloatVector x = ONE;
        IntVector bits = MAGNITUDE;
        for (int i = 0; i < ROUNDS; i++) {
            x = x.fma(HALF, HALF).mul(ONE).add(HALF).sub(HALF).div(ONE).abs();
            bits = bits.and(MAGNITUDE).min(FLAT).or(SIGN);
        }
    }
}
