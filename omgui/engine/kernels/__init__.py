"""The arithmetic of our own metrics, written once for CPU and CUDA."""
