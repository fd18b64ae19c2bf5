"""Everything that makes the eye's weights: scenes with exact truth, the data set, training, evaluation.

Nothing here is needed at run time. Scenes are drawn by Qt without a screen; training runs on a CPU or a GPU
with the same code.
"""
