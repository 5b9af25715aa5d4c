package quietline.kernel;

import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;

/** Twelve chains of multiply-adds in registers as wide as the kernels use them. */
final class VectorPeak implements FmaPeak.Chains {

    private static final int CHAINS = 12;

    @Override
    public int width() {
        return CHAINS * WIDE.length();
    }

    @Override
    public float run(int steps) {
        FloatVector x = FloatVector.broadcast(WIDE, 0.999f);
        FloatVector y = FloatVector.broadcast(WIDE, 1e-3f);
        FloatVector a = y,
                b = x,
                c = y,
                d = x,
                e = y,
                f = x,
                g = y,
                h = x,
                i = y,
                j = x,
                k = y,
                l = x;
        for (int step = 0; step < steps; step++) {
            a = a.fma(x, y);
            b = b.fma(x, y);
            c = c.fma(x, y);
            d = d.fma(x, y);
            e = e.fma(x, y);
            f = f.fma(x, y);
            g = g.fma(x, y);
            h = h.fma(x, y);
            i = i.fma(x, y);
            j = j.fma(x, y);
            k = k.fma(x, y);
            l = l.fma(x, y);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
        return sum.add(l).reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
    }
}
