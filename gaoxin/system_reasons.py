"""Reasons of the operating system and of libraries, which word them in English only, in Chinese."""

from __future__ import annotations

import errno
import re

_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许这样做",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EROFS: "文件系统是只读的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EIO: "读写磁盘时出错",
    errno.EBUSY: "文件正被占用",
    errno.ETXTBSY: "文件正被占用",
    errno.EINVAL: "参数无效",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EXDEV: "两处不在同一个磁盘上",
    errno.ENOMEM: "内存不足",
    errno.ECONNREFUSED: "连接被拒绝",
    errno.ETIMEDOUT: "连接超时",
    errno.ENETUNREACH: "网络不通",
    errno.EHOSTUNREACH: "找不到主机",
    errno.ECONNRESET: "连接被对方断开",
    errno.EADDRINUSE: "端口已被占用",
}
_TOML = (
    ("Unclosed array", "方括号没有配对"),
    ("Unclosed inline table", "花括号没有配对"),
    ("Unterminated string", "引号没有配对"),
    ("Illegal character", "有不允许的字符"),
    ("Expected '=' after a key", "名称之后应是等号"),
    ("Expected newline or end of document", "一行只能写一项"),
    ("Expected ']'", "表的名称之后应是右方括号"),
    ("Invalid value", "值写法有误"),
    ("Invalid date or datetime", "日期写法有误"),
    ("Invalid initial character for a key", "名称的写法有误"),
    ("Invalid statement", "写法有误"),
    ("Cannot overwrite a value", "同一名称写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate immutable", "同一个表写了两次"),
    ("Found invalid character", "有不允许的字符"),
    ("Unescaped", "反斜杠的写法有误"),
    ("Invalid hex", "反斜杠的写法有误"),
)
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_SPARQL = re.compile(r"error at (\d+):(\d+): expected (.+)", re.DOTALL)


def system_reason(error: OSError) -> str:
    """Why the operating system refused, in Chinese."""
    known = _SYSTEM.get(error.errno or 0)
    return known or (f"系统错误 {error.errno}" if error.errno else str(error))


def toml_reason(message: str) -> str:
    """What is wrong in a TOML file, in Chinese; ``message`` is that of :mod:`tomllib`."""
    told = next((chinese for english, chinese in _TOML if message.startswith(english)), "写法有误")
    place = _PLACE.search(message)
    if place:
        return f"第 {place[1]} 行第 {place[2]} 个字符：{told}"
    return f"文件末尾：{told}" if "end of document" in message else told


def sparql_reason(message: str) -> str:
    """What is wrong in a query, in Chinese; ``message`` is that of the SPARQL engine."""
    place = _SPARQL.match(message)
    if not place:
        return message
    return f"第 {place[1]} 行第 {place[2]} 个字符处写法有误，此处应为 {place[3]}。"
