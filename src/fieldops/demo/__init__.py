"""A made-up network to look around in: real places, invented people, machines and prices."""

from fieldops.demo.builder import build
from fieldops.demo.network import DatedPolicy, DemoNetwork, ServiceZone

__all__ = ["DatedPolicy", "DemoNetwork", "ServiceZone", "build"]
