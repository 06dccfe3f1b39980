"""One person's data, wherever it stands: found by walking the models, handed over and erased by their classes."""
