package quietline.weights;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import quietline.weights.TorchVocabulary.Storage;
import quietline.weights.TorchVocabulary.View;

/**
 * Reads the state dict of a file written by torch.save: a zip with a pickle, {@code NAME/data.pkl},
 * and storages of little-endian numbers, {@code NAME/data/KEY}. The pickle holds the state dict
 * alone, or under "model" or "state_dict" beside other values. A tensor in the state dict is a
 * storage with offset, sizes and strides.
 */
final class TorchCheckpoint {
    private static final String PARALLEL_PREFIX = "module.";

    private static final String PICKLE = "/data.pkl";

    private final ZipArchive zip;
    private final String root;
    private final Map<Storage, Bytes> storages = new HashMap<>();

    private TorchCheckpoint(ZipArchive zip) {
        this.zip = zip;
        String pickle =
                zip.names().stream()
                        .filter(
                                name ->
                                        name.indexOf(PICKLE) == name.indexOf('/')
                                                && name.endsWith(PICKLE))
                        .findFirst()
                        .orElseThrow(() -> new WeightsException("expected a zip with data.pkl"));
        this.root = pickle.substring(0, pickle.indexOf('/') + 1);
    }

    static Map<String, Tensor> read(byte[] file) {
        TorchCheckpoint checkpoint = new TorchCheckpoint(ZipArchive.open(file));
        return checkpoint.tensors();
    }

    private Map<String, Tensor> tensors() {
        if (zip.names().contains(root + "byteorder")
                && !zip.read(root + "byteorder").text().equals("little")) {
            throw new WeightsException("expected little-endian numbers, found big-endian");
        }
        Map<String, View> views =
                views(Pickle.load(zip.read(root + "data.pkl"), new TorchVocabulary()));
        Map<String, int[]> shapes = new LinkedHashMap<>();
        views.forEach((name, view) -> shapes.put(name, shape(name, view)));
        FileLimits.checkCount(shapes.values().stream().mapToLong(Tensor::count).sum());

        boolean parallel = shapes.keySet().stream().allMatch(n -> n.startsWith(PARALLEL_PREFIX));
        Map<String, Tensor> tensors = new TreeMap<>();
        shapes.forEach(
                (name, shape) ->
                        tensors.put(
                                parallel ? name.substring(PARALLEL_PREFIX.length()) : name,
                                tensor(name, views.get(name), shape)));
        return tensors;
    }

    private static Map<String, View> views(Object content) {
        Object stateDict = content;
        for (String key : List.of("model", "state_dict")) {
            if (content instanceof Map<?, ?> parts && parts.get(key) instanceof Map<?, ?> part) {
                stateDict = part;
            }
        }
        if (!(stateDict instanceof Map<?, ?> map)) {
            throw new WeightsException("expected a state dict");
        }
        Map<String, View> views = new LinkedHashMap<>();
        map.forEach(
                (name, value) -> {
                    if (!(name instanceof String) || !(value instanceof View)) {
                        throw new WeightsException(
                                "expected a state dict of tensors, but %s is not one"
                                        .formatted(name));
                    }
                    views.put((String) name, (View) value);
                });
        return views;
    }

    /** Returns the shape of a view after checking that all its numbers lie in the storage. */
    private static int[] shape(String name, View view) {
        long most = Math.min(view.storage().count(), FileLimits.MOST_NUMBERS);
        int[] shape = Dtype.shape(name, view.sizes(), most);
        if (!inside(view, shape)) {
            throw new WeightsException(
                    "%s: offset or strides lead out of the storage of %d numbers"
                            .formatted(name, view.storage().count()));
        }
        return shape;
    }

    private static boolean inside(View view, int[] shape) {
        if (view.strides().length != shape.length || view.offset() < 0) {
            return false;
        }
        if (Tensor.count(shape) == 0) {
            return true;
        }
        // How many numbers of the storage follow the last one of the view; no product overflows.
        long left = view.storage().count() - 1 - view.offset();
        for (int axis = 0; axis < shape.length; axis++) {
            int steps = shape[axis] - 1;
            long stride = view.strides()[axis];
            if (steps > 0 && (stride < 0 || stride > left / steps)) {
                return false;
            }
            left -= steps * stride;
        }
        return left >= 0;
    }

    private Tensor tensor(String name, View view, int[] shape) {
        Dtype dtype = view.storage().dtype();
        // Read once: thousands of tensors may share a storage, and its key may be long.
        Bytes stored =
                storages.computeIfAbsent(
                        view.storage(), storage -> zip.read(root + "data/" + storage.key()));
        if (stored.size() % dtype.bytes != 0
                || stored.size() / dtype.bytes != view.storage().count()) {
            throw new WeightsException(
                    "%s: expected a storage of %d numbers, found %d bytes"
                            .formatted(name, view.storage().count(), stored.size()));
        }
        ByteBuffer buffer = stored.all();
        float[] data = new float[Tensor.count(shape)];
        int[] index = new int[shape.length];
        for (int i = 0; i < data.length; i++) {
            long place = view.offset();
            for (int axis = 0; axis < shape.length; axis++) {
                place += index[axis] * view.strides()[axis];
            }
            data[i] = dtype.read(buffer, (int) place);
            for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return new Tensor(shape, data);
    }
}
