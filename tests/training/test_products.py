"""The products of the training and their slopes are those of matrices, but for the 16 bits."""

import pytest

jax = pytest.importorskip("jax")
numpy = pytest.importorskip("numpy")

from training.products import times  # noqa: E402


@pytest.mark.parametrize("shape", [(3, 16), (2, 5, 16)])
def test_a_product_and_its_slopes_are_those_of_matrices(shape: tuple[int, ...]) -> None:
    random = numpy.random.default_rng(1)
    rows, matrix = random.normal(size=shape), random.normal(size=(16, 8))
    slopes = random.normal(size=(*shape[:-1], 8)).astype("float32")
    given = [jax.numpy.asarray(array, "float32") for array in (rows, matrix)]
    found, back = jax.vjp(times, *given)
    wanted, plain_back = jax.vjp(jax.numpy.matmul, *given)
    for one, other in zip((found, *back(slopes)), (wanted, *plain_back(slopes)), strict=True):
        assert one.shape == other.shape
        assert numpy.linalg.norm(one - other) < 0.01 * numpy.linalg.norm(other)
