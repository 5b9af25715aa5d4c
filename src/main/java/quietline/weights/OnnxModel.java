package quietline.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an ONNX file that hold weights. ModelProto: 7 graph. GraphProto: 1 node, 5 tensor.
 * NodeProto: 1 input, 4 operator, 5 attribute. AttributeProto: 1 name, 2 float, 3 integer.
 * TensorProto: 1 sizes, 2 number type, 4 floats, 8 name, 9 raw bytes. Tensors are decoded when
 * asked for: the caches' index tables, most of the published file, never are.
 */
final class OnnxModel {

    record Node(String operator, List<String> inputs, Map<String, Number> attributes) {
        float real(String attribute, float otherwise) {
            return attributes.getOrDefault(attribute, otherwise).floatValue();
        }

        long whole(String attribute, long otherwise) {
            return attributes.getOrDefault(attribute, otherwise).longValue();
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private long numbersRead;

    private OnnxModel() {}

    /** The first field, the format's version, is a varint in every file. */
    static boolean looksLike(byte[] file) {
        return file.length > 2 && file[0] == 0x08;
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

    /** The nodes of one operator, in the order in which they are computed. */
    List<Node> nodes(String operator, int expected) {
        List<Node> found = nodes.stream().filter(n -> n.operator.equals(operator)).toList();
        if (found.size() != expected) {
            throw new WeightsException(
                    "an ONNX export of GTCRN with %d %s nodes expected, found %d"
                            .formatted(expected, operator, found.size()));
        }
        return found;
    }

    /** A node's input that is a constant tensor. */
    Tensor input(Node node, int place) {
        if (place >= node.inputs.size()) {
            throw new WeightsException(
                    "a %s node with more than %d inputs expected".formatted(node.operator, place));
        }
        return tensor(node.inputs.get(place));
    }

    Tensor tensor(String name) {
        if (!tensors.containsKey(name)) {
            throw new WeightsException("a constant tensor %s expected, found none".formatted(name));
        }
        OnnxTensor tensor = tensors.get(name);
        // Many nodes may ask for one huge tensor.
        numbersRead += tensor.count();
        Weights.checkCount(numbersRead);
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
                default -> {} // names and outputs: the order of the nodes tells enough
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
                case 2 -> value = message.real();
                case 3 -> value = message.number();
                default -> {} // lists and text, which no weight depends on
            }
        }
        attributes.put(name, value);
    }

    private void addTensor(OnnxTensor tensor) {
        if (tensors.put(tensor.name(), tensor) != null) {
            throw new WeightsException(
                    "one tensor %s expected, found two".formatted(tensor.name()));
        }
    }
}
