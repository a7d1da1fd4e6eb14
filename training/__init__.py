"""The training pipeline: ``python -m training STEP --config configs/train/NAME.yaml``."""
