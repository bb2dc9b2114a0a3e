"""How fast the product is, beside its physical bounds: `make bench`.

What is measured, and why so, is in docs/decisions/0008-benchmarks.md.
"""
