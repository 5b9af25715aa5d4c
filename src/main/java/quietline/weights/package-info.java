/**
 * A network's weights, read from safetensors files, PyTorch checkpoints and ONNX exports by {@link
 * quietline.weights.Weights#load(java.nio.file.Path)}.
 */
package quietline.weights;
