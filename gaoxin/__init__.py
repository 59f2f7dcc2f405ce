"""Gaoxin Graph (高新图谱): a knowledge graph of China's national high-tech zones."""

__version__ = "0.1.0"
