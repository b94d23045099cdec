"""Nodes, locations, technicians and service zones (N1 to N3, S1)."""

from datetime import time
from typing import Any

from piccolo.columns import (
    JSONB,
    Array,
    Boolean,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    SmallInt,
    Time,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from inventory.network import DayPlace, LocationKind, NodeKind, PartnerKind


class Nodes(Table, tablename="nodes", db=DB):
    code = Varchar(length=40, primary_key=True)
    kind = Varchar(length=20, default=None)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)
    lon = DoublePrecision(default=None)
    lat = DoublePrecision(default=None)
    parent: ForeignKey[Any] = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict, index=True)
    partner_kind = Varchar(length=20, null=True, default=None)
    grade = Varchar(length=1, null=True, default=None)
    version = Integer(default=1)

    nodes_kind = one_of("kind", NodeKind)
    nodes_partner_kind = one_of("partner_kind", PartnerKind)
    nodes_parent_given = Check("(parent IS NULL) = (kind = 'head_office')")
    nodes_partner_kind_given = Check("(partner_kind IS NOT NULL) = (kind = 'partner')")
    nodes_place = Check("lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90")


class Locations(Table, tablename="locations", db=DB):
    code = Varchar(length=40, primary_key=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    kind = Varchar(length=20, default=None)
    tools = Array(base_column=Varchar(length=40), default=list)

    locations_kind = one_of("kind", LocationKind)


class Skills(Table, tablename="skills", db=DB):
    code = Varchar(length=40, primary_key=True)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)


class Tools(Table, tablename="tools", db=DB):
    code = Varchar(length=40, primary_key=True)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)


class Technicians(Table, tablename="technicians", db=DB):
    code = Varchar(length=40, primary_key=True)
    node = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)
    phone = Varchar(length=20, default=None)
    home_lon = DoublePrecision(default=None)
    home_lat = DoublePrecision(default=None)
    van = ForeignKey(Locations, null=False, default=None, on_delete=OnDelete.restrict, unique=True)
    skills = Array(base_column=Varchar(length=40), default=list)
    active = Boolean(default=True)
    tools = Array(base_column=Varchar(length=40), default=list)
    areas = Array(base_column=Varchar(length=40), default=list)
    most_visits = Integer(null=True, default=None)
    most_distance_m = Integer(null=True, default=None)
    overtime = Boolean(default=True)
    begins_at = Varchar(length=10, default=DayPlace.HOME.value)
    ends_at = Varchar(length=10, default=DayPlace.HOME.value)
    version = Integer(default=1)

    technicians_begins_at = one_of("begins_at", DayPlace)
    technicians_ends_at = one_of("ends_at", DayPlace)
    technicians_limits = Check("most_visits > 0 AND most_distance_m > 0")
    technicians_home = Check("home_lon BETWEEN -180 AND 180 AND home_lat BETWEEN -90 AND 90")


class WorkingTimes(Table, tablename="working_times", db=DB):
    id = Serial(primary_key=True)
    technician = ForeignKey(Technicians, null=False, default=None, on_delete=OnDelete.cascade)
    weekday = SmallInt(default=None)
    starts = Time(default=None)
    ends = Time(default=None)
    break_s = Integer(default=None)
    break_from = Time(default=time(11, 30))
    break_until = Time(default=time(13, 0))

    working_times_once = Unique([technician, weekday])
    working_times_weekday = Check("weekday BETWEEN 0 AND 6")
    working_times_forward = Check("starts < ends")


class ServiceZones(Table, tablename="service_zones", db=DB):
    id = Varchar(length=40, primary_key=True)
    outlet = ForeignKey(Nodes, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    area = Varchar(length=10, default=None)
    polygon = JSONB(default=None)

    service_zones_area = one_of("area", ("urban", "rural"))
