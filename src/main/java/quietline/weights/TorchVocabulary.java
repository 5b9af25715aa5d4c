package quietline.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves the names in the pickle of a state dict: storage classes by number type, and the
 * functions that make an ordered dictionary, a size, a tensor or a parameter. Any other name is an
 * error. A tensor becomes a {@link View} of its {@link Storage}; no numbers are read.
 */
final class TorchVocabulary implements Pickle.Vocabulary {
    private static final String DICTIONARY = "collections.OrderedDict";
    private static final String SIZE = "torch.Size";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Set<String> FUNCTIONS = Set.of(DICTIONARY, SIZE, TENSOR, PARAMETER);
    private static final Map<String, Dtype> STORAGES =
            Map.of(
                    "torch.DoubleStorage", Dtype.F64,
                    "torch.FloatStorage", Dtype.F32,
                    "torch.HalfStorage", Dtype.F16,
                    "torch.BFloat16Storage", Dtype.BF16,
                    "torch.LongStorage", Dtype.I64,
                    "torch.IntStorage", Dtype.I32,
                    "torch.ShortStorage", Dtype.I16,
                    "torch.CharStorage", Dtype.I8,
                    "torch.ByteStorage", Dtype.U8,
                    "torch.BoolStorage", Dtype.BOOL);

    /** The numbers in the zip entry {@code data/KEY}. */
    record Storage(Dtype dtype, String key, long count) {}

    /** A tensor whose element (i, j) is number {@code offset + i*strides[0] + j*strides[1]}. */
    record View(Storage storage, long offset, long[] sizes, long[] strides) {}

    @Override
    public Object named(String module, String name) {
        String named = module + "." + name;
        if (STORAGES.containsKey(named)) {
            return STORAGES.get(named);
        }
        if (!FUNCTIONS.contains(named)) {
            throw new WeightsException(
                    "pickle: name %s is not allowed in a state dict".formatted(named));
        }
        return named;
    }

    @Override
    public Object call(Object named, List<Object> arguments) {
        int count = arguments.size();
        if (DICTIONARY.equals(named) && count == 0) {
            return new LinkedHashMap<>();
        }
        if (SIZE.equals(named) && count == 1) {
            return arguments.get(0);
        }
        if (PARAMETER.equals(named) && count > 0 && arguments.get(0) instanceof View view) {
            return view;
        }
        if (TENSOR.equals(named)
                && count >= 4
                && arguments.get(0) instanceof Storage storage
                && arguments.get(1) instanceof Long offset) {
            return new View(storage, offset, longs(arguments.get(2)), longs(arguments.get(3)));
        }
        throw new WeightsException("pickle: unsupported call or wrong arguments");
    }

    /** Returns the storage of a reference ("storage", type, key, device, count). */
    @Override
    public Object persistent(Object id) {
        if (id instanceof List<?> parts
                && parts.size() >= 5
                && "storage".equals(parts.get(0))
                && parts.get(1) instanceof Dtype dtype
                && parts.get(2) instanceof String key
                && parts.get(4) instanceof Long count) {
            return new Storage(dtype, key, count);
        }
        throw new WeightsException("pickle: expected a reference to a storage");
    }

    private static long[] longs(Object value) {
        // A pickle can use one long list for thousands of tensors, so it is not copied.
        if (value instanceof List<?> list
                && list.size() <= Dtype.MOST_AXES
                && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().mapToLong(Long.class::cast).toArray();
        }
        throw new WeightsException(
                "pickle: expected at most %d sizes and strides of a tensor"
                        .formatted(Dtype.MOST_AXES));
    }
}
