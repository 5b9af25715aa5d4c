package quietline.kernel;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides once which {@link Kernels} run: an ordered list of guards, the first that objects sends
 * us to the scalar kernels and says in one log line what would help. {@code
 * -Dquietline.kernels=scalar} or {@code vector} forces the choice.
 */
final class KernelChoice {

    private static final String WISH = System.getProperty("quietline.kernels", "auto");

    /** Three minutes of sound: so long, compiling pays. */
    private static final long FEW_HOPS = 3 * 60 * 1000 / 16;

    /**
     * Made when first asked for: who can do with the scalar kernels need not wait for the others.
     */
    private static Kernels chosen;

    /** As {@link #chosen}, for those who need both. */
    private static SwitchingKernels live;

    private KernelChoice() {}

    static Kernels choose(String wish) {
        switch (wish.toLowerCase(Locale.ROOT)) {
            case "scalar":
                return new ScalarKernels();
            case "vector":
                return vector().orElseThrow(
                                () ->
                                        new UnavailableKernelsException(
                                                "quietline.kernels=vector, but "
                                                        + Objects.requireNonNullElse(
                                                                objection(), "they do not load")));
            case "auto":
                Optional<Kernels> vector = vector();
                if (vector.isEmpty()) {
                    System.getLogger("quietline").log(Level.INFO, "SIMD is off: " + objection());
                }
                return vector.orElseGet(ScalarKernels::new);
            default:
                throw new UnavailableKernelsException(
                        "quietline.kernels is '%s', expected auto, scalar or vector"
                                .formatted(wish));
        }
    }

    static synchronized Kernels chosen() {
        if (chosen == null) {
            chosen = choose(WISH);
        }
        return chosen;
    }

    static Kernels forHops(long hops) {
        return isShort(WISH, hops) ? new ScalarKernels() : chosen();
    }

    static synchronized SwitchingKernels live() {
        if (live == null) {
            live = live(WISH, chosen());
        }
        return live;
    }

    static SwitchingKernels live(String wish, Kernels chosen) {
        boolean change = wish.equalsIgnoreCase("auto") && chosen.getClass() != ScalarKernels.class;
        return new SwitchingKernels(change ? new ScalarKernels() : chosen, chosen);
    }

    /** Whether the choice is free and there is too little to do for compiling to pay. */
    static boolean isShort(String wish, long hops) {
        return wish.equalsIgnoreCase("auto") && hops <= FEW_HOPS;
    }

    /** What speaks against the vector kernels here, with its remedy; null when nothing does. */
    private static String objection() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return "start Java with --add-modules jdk.incubator.vector";
        }
        String vm = System.getProperty("java.vm.info", "");
        if (vm.contains("interpreted")) {
            return "the virtual machine only interprets (start Java without -Xint)";
        }
        if (!ScalarFma.FUSED) {
            return "this processor has no fused multiply-add (or start Java without -XX:-UseFMA)";
        }
        return null;
    }

    private static Optional<Kernels> vector() {
        if (objection() != null) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName("quietline.kernel.VectorKernels");
            return Optional.of((Kernels) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            System.getLogger("quietline").log(Level.WARNING, "the vector kernels do not load", e);
            return Optional.empty();
        }
    }
}
