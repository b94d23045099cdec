"""Why an uploaded file isn't taken, or can't be given back."""

from __future__ import annotations

from fieldops.files.kinds import RULES, FileKind
from refusals import Refusal, Text


class FileTooLarge(Refusal):
    code = "file_too_large"
    cause = Text(en="{kind} may have at most {most_mb} MB.", zh="{kind_zh}不能超过 {most_mb} MB。")
    remedy = Text(en="Make it smaller, or send less at once.", zh="请缩小文件，或分批提交。")


class FileKindNotAllowed(Refusal):
    """The content decides, not the name or the header Content-Type."""

    code = "file_kind_not_allowed"
    cause = Text(
        en="The content is {found}. {kind} is one of: {allowed}.",
        zh="文件内容为{found_zh}。{kind_zh}只接受：{allowed}。",
    )
    remedy = Text(
        en="Save or take it in one of these forms; another name doesn't change what is in it.",
        zh="请以上述格式保存或拍摄；仅改文件名不会改变其内容。",
    )


class FileDamaged(Refusal):
    code = "file_damaged"
    cause = Text(en="The file can't be read: {reason}.", zh="无法读取文件：{reason_zh}。")
    remedy = Text(
        en="See whether it opens on your own device, then send it again.", zh="请先在本机确认能打开，再重新提交。"
    )


class ImageTooLarge(Refusal):
    code = "image_too_large"
    cause = Text(en="The image has more than {most} megapixels.", zh="图片超过 {most} 百万像素。")
    remedy = Text(en="Take it at a lower resolution.", zh="请使用较低的分辨率。")


class SpreadsheetUnsafe(Refusal):
    code = "spreadsheet_unsafe"
    cause = Text(en="The spreadsheet isn't taken: {reason}.", zh="不接受该表格：{reason_zh}。")
    remedy = Text(
        en="Copy the cells as values into a new workbook and send that as XLSX, or send a CSV.",
        zh="请将单元格以“值”粘贴到新工作簿，存为 XLSX 后提交，或提交 CSV。",
    )


class CsvNotUtf8(Refusal):
    code = "csv_not_utf8"
    cause = Text(
        en="The CSV is neither in UTF-8 nor in GB18030{guess}.",
        zh="CSV 文件既不是 UTF-8 也不是 GB18030 编码{guess_zh}。",
    )
    remedy = Text(
        en="In Excel or WPS save it as “CSV UTF-8”, or send an XLSX.",
        zh="请在 Excel 或 WPS 中另存为“CSV UTF-8”，或提交 XLSX。",
    )


class FileLost(Refusal):
    """The database knows the file, the data folder doesn't hold it: one of them was restored without the other."""

    code = "file_lost"
    cause = Text(en="The content of the file {id} is missing on the server.", zh="文件 {id} 的内容在服务器上已缺失。")
    remedy = Text(
        en="Upload it again, or ask an administrator to restore the uploaded files from a backup.",
        zh="请重新上传，或联系管理员从备份中恢复上传的文件。",
    )


def too_large(kind: FileKind) -> FileTooLarge:
    rule = RULES[kind]
    return FileTooLarge(kind=rule.name.en, kind_zh=rule.name.zh, most_mb=rule.most_mb)


def not_allowed(kind: FileKind, found: Text) -> FileKindNotAllowed:
    rule = RULES[kind]
    return FileKindNotAllowed(
        found=found.en, found_zh=found.zh, kind=rule.name.en, kind_zh=rule.name.zh, allowed=rule.allowed
    )
