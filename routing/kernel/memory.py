"""Arrays handed to compiled functions as one address, read and written without reference counts.

To numba each array that is passed on or read from a tuple is an owner more, to be counted in and out; in functions this small that
is most of their time. A :class:`Block` is therefore what a pointer to a struct is in C: the addresses and lengths of its arrays,
in a row. Its Python object owns the arrays and must live as long as it is worked on. Nothing checks an index.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_builtin,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.core.typing.templates import AbstractTemplate, AttributeTemplate, infer_global, signature

_WORDS = 4
"""Of a field in a block: its address and up to three lengths."""
_DTYPES = {"int64": types.int64, "int32": types.int32, "uint8": types.uint8, "uint64": types.uint64}


class Block:
    """Arrays by name. ``FIELDS``: type, number of dimensions and, if it never changes, the length of the last one (else 0)."""

    FIELDS: ClassVar[dict[str, tuple[str, int, int]]]

    def __init__(self, **arrays: Any) -> None:
        words = np.zeros(_WORDS * len(self.FIELDS), np.int64)
        for k, (name, (dtype, dimensions, columns)) in enumerate(self.FIELDS.items()):
            array = np.ascontiguousarray(arrays.pop(name), dtype)
            if array.ndim != dimensions or (columns and array.shape[-1] != columns):
                raise ValueError(f"{name} has the shape {array.shape}")
            setattr(self, name, array)
            words[k * _WORDS] = array.ctypes.data
            words[k * _WORDS + 1 : k * _WORDS + 1 + dimensions] = array.shape
        if arrays:
            raise ValueError(f"no such fields: {sorted(arrays)}")
        self._words = words
        self.address = int(words.ctypes.data)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def copy(self) -> Self:
        return type(self)(**{name: getattr(self, name).copy() for name in self.FIELDS})


class GridType(types.Type):
    def __init__(self, dtype: str, dimensions: int, columns: int) -> None:
        self.dtype, self.dimensions, self.columns = _DTYPES[dtype], dimensions, columns
        super().__init__(name=f"Grid({dtype}, {dimensions}, {columns})")


class BlockType(types.Type):
    def __init__(self, name: str, fields: tuple[tuple[str, tuple[str, int, int]], ...]) -> None:
        self.fields = fields
        super().__init__(name=f"Block({name}, {fields})")


@typeof_impl.register(Block)
def _typeof(block, _):
    return BlockType(type(block).__name__, tuple(type(block).FIELDS.items()))


@register_model(BlockType)
class _BlockModel(models.PrimitiveModel):
    def __init__(self, manager, block):
        super().__init__(manager, block, ir.IntType(64).as_pointer())


@register_model(GridType)
class _GridModel(models.StructModel):
    def __init__(self, manager, grid):
        lengths = [(f"n{k}", types.intp) for k in range(_WORDS - 1)]
        super().__init__(manager, grid, [("address", types.CPointer(grid.dtype)), *lengths])


@unbox(BlockType)
def _unbox(_, block, context):
    address = context.pyapi.object_getattr_string(block, "address")
    number = context.pyapi.long_as_longlong(address)
    context.pyapi.decref(address)
    pointer = context.builder.inttoptr(number, ir.IntType(64).as_pointer())
    return NativeValue(pointer, is_error=cgutils.is_not_null(context.builder, context.pyapi.err_occurred()))


@infer_getattr
class _BlockAttribute(AttributeTemplate):
    key = BlockType

    def generic_resolve(self, block, name):
        for field, (dtype, dimensions, columns) in block.fields:
            if field == name:
                return GridType(dtype, dimensions, columns)
        return None


@infer_getattr
class _GridAttribute(AttributeTemplate):
    key = GridType

    def resolve_shape(self, grid):
        return types.UniTuple(types.intp, grid.dimensions)


@lower_getattr_generic(BlockType)
def _field(context, builder, block, pointer, name):
    number = [field for field, _ in block.fields].index(name)
    grid = cgutils.create_struct_proxy(GridType(*block.fields[number][1]))(context, builder)
    words = [_word(builder, pointer, number * _WORDS + k) for k in range(_WORDS)]
    grid.address = builder.inttoptr(words[0], grid.address.type)
    grid.n0, grid.n1, grid.n2 = words[1:]
    return grid._getvalue()


def _word(builder, pointer, number):
    return builder.load(builder.gep(pointer, [ir.Constant(ir.IntType(64), number)]))


@lower_getattr_generic(GridType)
def _shape(context, builder, grid, value, name):
    proxy = cgutils.create_struct_proxy(grid)(context, builder, value=value)
    return context.make_tuple(
        builder, types.UniTuple(types.intp, grid.dimensions), [proxy.n0, proxy.n1, proxy.n2][: grid.dimensions]
    )


def _read_as(grid):
    """Shorter numbers are read as long ones, so that a function is compiled for one type only."""
    return types.uint64 if grid.dtype == types.uint64 else types.int64


@infer_global(operator.getitem)
class _GetItem(AbstractTemplate):
    def generic(self, args, _):
        grid, index = args
        return signature(_read_as(grid), grid, index) if isinstance(grid, GridType) else None


@infer_global(operator.setitem)
class _SetItem(AbstractTemplate):
    def generic(self, args, _):
        grid, index, _value = args
        return signature(types.none, grid, index, _read_as(grid)) if isinstance(grid, GridType) else None


@lower_builtin(operator.getitem, GridType, types.Any)
def _get(context, builder, sig, args):
    value = builder.load(_cell(context, builder, sig, args))
    return context.cast(builder, value, sig.args[0].dtype, sig.return_type)


@lower_builtin(operator.setitem, GridType, types.Any, types.Any)
def _set(context, builder, sig, args):
    value = context.cast(builder, args[2], sig.args[2], sig.args[0].dtype)
    builder.store(value, _cell(context, builder, sig, args))
    return context.get_dummy_value()


def _cell(context, builder, sig, args):
    grid, index = sig.args[:2]
    proxy = cgutils.create_struct_proxy(grid)(context, builder, value=args[0])
    parts = [args[1]] if isinstance(index, types.Integer) else cgutils.unpack_tuple(builder, args[1])
    kinds = [index] if isinstance(index, types.Integer) else list(index)
    lengths = [proxy.n0, proxy.n1, proxy.n2][: grid.dimensions]
    if grid.columns:
        lengths[-1] = ir.Constant(ir.IntType(64), grid.columns)
    offset = None
    for part, kind, length in zip(parts, kinds, lengths, strict=True):
        number = context.cast(builder, part, kind, types.intp)
        offset = number if offset is None else builder.add(builder.mul(offset, length), number)
    return builder.gep(proxy.address, [offset])
