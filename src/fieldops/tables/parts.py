"""The parts catalogue (P6)."""

from typing import Any

from piccolo.columns import Array, BigInt, Boolean, ForeignKey, Integer, OnDelete, Serial, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from fieldops.database.engine import DB
from fieldops.tables.checks import one_of
from fieldops.tables.network import Skills
from inventory.parts import PartCategory, ProductType


class Parts(Table, tablename="parts", db=DB):
    number = Varchar(length=40, primary_key=True)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)
    category = Varchar(length=20, default=None)
    unit_cost_fen = BigInt(default=None)
    must_return = Boolean(default=None)
    barcode = Varchar(length=40, null=True, default=None, unique=True)
    serial_tracked = Boolean(default=False)
    superseded_by: ForeignKey[Any] = ForeignKey(
        "self", null=True, default=None, on_delete=OnDelete.restrict, index=True
    )
    version = Integer(default=1)

    parts_category = one_of("category", PartCategory)
    parts_unit_cost = Check("unit_cost_fen >= 0")
    parts_not_itself = Check("superseded_by <> number")


class ProductModels(Table, tablename="product_models", db=DB):
    code = Varchar(length=40, primary_key=True)
    product_type = Varchar(length=20, default=None)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)

    product_models_type = one_of("product_type", ProductType)


class PartFits(Table, tablename="part_fits", db=DB):
    id = Serial(primary_key=True)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.cascade)
    model = ForeignKey(ProductModels, null=False, default=None, on_delete=OnDelete.restrict, index=True)

    part_fits_once = Unique([part, model])


class Faults(Table, tablename="faults", db=DB):
    code = Varchar(length=40, primary_key=True)
    name_zh = Varchar(length=200, default=None)
    name_en = Varchar(length=200, default=None)
    product_type = Varchar(length=20, default=None)
    skill = ForeignKey(Skills, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    duration_s = Integer(default=None)
    tools = Array(base_column=Varchar(length=40), default=list)

    faults_product_type = one_of("product_type", ProductType)
    faults_duration = Check("duration_s > 0")


class FaultParts(Table, tablename="fault_parts", db=DB):
    id = Serial(primary_key=True)
    fault = ForeignKey(Faults, null=False, default=None, on_delete=OnDelete.cascade)
    part = ForeignKey(Parts, null=False, default=None, on_delete=OnDelete.restrict, index=True)
    quantity = Integer(default=None)

    fault_parts_once = Unique([fault, part])
    fault_parts_quantity = Check("quantity > 0")
