package quietline.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes and constant tensors of an ONNX file, read from these fields. ModelProto: 7 graph.
 * GraphProto: 1 node, 5 tensor. NodeProto: 1 input, 4 operator, 5 attribute. AttributeProto: 1
 * name, 2 float, 3 integer. Tensors are decoded on request, since most of the published file is
 * index tables that no weight depends on.
 */
final class OnnxModel {

    record Node(String operator, List<String> inputs, Map<String, Number> attributes) {
        float floatValue(String attribute, float defaultValue) {
            return attributes.getOrDefault(attribute, defaultValue).floatValue();
        }

        long longValue(String attribute, long defaultValue) {
            return attributes.getOrDefault(attribute, defaultValue).longValue();
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private long numbersRead;

    private OnnxModel() {}

    /** Returns whether the first field is a varint with number 1: the format's version. */
    static boolean looksLike(byte[] file) {
        return file.length > 0 && file[0] == 0x08;
    }

    static OnnxModel read(byte[] file) {
        OnnxModel model = new OnnxModel();
        Protobuf message = Protobuf.of(Bytes.of(file));
        while (message.next()) {
            if (message.field() == 7) {
                model.readGraph(message.message());
            }
        }
        return model;
    }

    /** Returns the nodes of one operator in the order of computation. */
    List<Node> nodes(String operator) {
        return nodes.stream().filter(node -> node.operator.equals(operator)).toList();
    }

    /** Returns how many axes a constant tensor has; 0 if there is no tensor of this name. */
    int rank(String name) {
        return tensors.containsKey(name) ? tensors.get(name).sizes().length : 0;
    }

    /** Returns an input of a node, which must be a constant tensor. */
    Tensor input(Node node, int place) {
        if (place >= node.inputs.size()) {
            throw new WeightsException(
                    "expected a %s node with more than %d inputs, found %d"
                            .formatted(node.operator, place, node.inputs.size()));
        }
        return tensor(node.inputs.get(place));
    }

    Tensor tensor(String name) {
        if (!tensors.containsKey(name)) {
            throw new WeightsException("missing constant tensor %s".formatted(name));
        }
        OnnxTensor tensor = tensors.get(name);
        // Many nodes may use the same huge tensor.
        numbersRead += tensor.count();
        FileLimits.checkCount(numbersRead);
        return tensor.decode();
    }

    private void readGraph(Protobuf graph) {
        while (graph.next()) {
            if (graph.field() == 1) {
                nodes.add(node(graph.message()));
            } else if (graph.field() == 5) {
                addTensor(OnnxTensor.read(graph.message()));
            }
        }
    }

    private static Node node(Protobuf message) {
        String operator = "";
        List<String> inputs = new ArrayList<>();
        Map<String, Number> attributes = new HashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 4 -> operator = message.text();
                case 5 -> addAttribute(message.message(), attributes);
                default -> {} // names and outputs are not needed
            }
        }
        return new Node(operator, inputs, attributes);
    }

    private static void addAttribute(Protobuf message, Map<String, Number> attributes) {
        String name = "";
        Number value = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> value = message.floatValue();
                case 3 -> value = message.number();
                default -> {} // lists and text are not needed
            }
        }
        attributes.put(name, value);
    }

    private void addTensor(OnnxTensor tensor) {
        if (tensors.put(tensor.name(), tensor) != null) {
            throw new WeightsException("duplicate tensor %s".formatted(tensor.name()));
        }
    }
}
