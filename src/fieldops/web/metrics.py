"""What /metrics tells. Labels are route templates, known methods and statuses: never anything a caller invents."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from fieldops.database.engine import DB

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(Pool())
        self.requests = Counter(
            "fieldops_http_requests", "Requests answered.", ["method", "route", "status"], registry=self.registry
        )
        self.latency = Histogram(
            "fieldops_http_request_duration_seconds",
            "Time from the request's head to the last byte of its answer.",
            ["method", "route"],
            buckets=BUCKETS_S,
            registry=self.registry,
        )
        self.in_progress = Gauge(
            "fieldops_http_requests_in_progress", "Requests being answered now.", registry=self.registry
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in METHODS else "other"
        self.requests.labels(method, route, str(status)).inc()
        self.latency.labels(method, route).observe(seconds)


class Pool(Collector):
    """Database connections of this process, asked for when the metrics are read."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        family = GaugeMetricFamily("fieldops_database_connections", "Connections of the pool.", labels=["state"])
        pool = DB.pool
        if pool is not None:
            family.add_metric(["idle"], pool.get_idle_size())
            family.add_metric(["used"], pool.get_size() - pool.get_idle_size())
            family.add_metric(["most"], pool.get_max_size())
        yield family
