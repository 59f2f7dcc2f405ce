"""What each setting means, for ``gaoxin config``."""

from __future__ import annotations

MEANINGS = {
    "home": ("数据所在的文件夹", "the folder of all data"),
    "base": ("事物的 IRI 前缀", "the prefix of the IRIs of things"),
    "keep_generations": ("保留几代图库", "number of generations whose stores are kept"),
    "keep_patches": ("保留几代的增减记录", "number of generations whose patches are kept"),
    "query_seconds": ("查询最长秒数", "seconds that a query may take"),
    "query_rows": ("查询最多行数", "rows that a query may give"),
    "max_input_bytes": ("一个输入文件最多字节数", "bytes that one input file may have"),
    "max_decompressed_bytes": (
        "一个压缩文件（xlsx、ods、parquet）解压后最多字节数",
        "bytes that a packed file (xlsx, ods, parquet) may unpack to",
    ),
    "max_expansion": (
        "压缩文件读出的内容最多是文件大小的几倍",
        "how many times its size the content of a packed file may have",
    ),
    "max_rows": ("一个表最多行数", "rows that a table may have"),
    "max_columns": ("一个表最多列数", "columns that a table may have"),
    "max_triples": ("一个 RDF 文件最多三元组数", "triples that an RDF file may have"),
    "max_iri_chars": ("一个 IRI 最多字符数", "characters that an IRI may have"),
    "max_json_bytes": ("一个 JSON-LD 文件最多字节数", "bytes that a JSON-LD file may have"),
    "max_cell_chars": (
        "一个单元格或文字值最多字符数",
        "characters that a cell or a literal may have",
    ),
    "max_nesting": ("结构最多嵌套层数", "how deep a structure may be nested"),
    "max_problems": (
        "一个文件列出的问题最多几个",
        "problems that are listed for one file before reading stops",
    ),
    "max_read_seconds": (
        "读一个文件最长秒数（0 为不限）",
        "seconds that reading a file may take (0: no limit)",
    ),
    "max_read_memory": (
        "读一个压缩文件最多用多少内存（字节）",
        "bytes of memory that reading a packed file may take",
    ),
    "headers": ("自己的表头词典（TOML 文件）", "your own dictionary of headers (TOML file)"),
    "language_model_url": (
        "语言模型的网址（与 OpenAI 相容，如 http://127.0.0.1:8080/v1）；不写则不用",
        "the address of a language model (as OpenAI's, such as http://127.0.0.1:8080/v1); empty: "
        "none is used",
    ),
    "language_model": ("语言模型的名称", "the name of the language model"),
    "language_model_key": ("语言模型的密钥", "the key of the language model"),
    "language_model_seconds": (
        "语言模型一次回答最长秒数",
        "seconds that one answer of the language model may take",
    ),
    "deletion_guard": ("镜像一次最多删除的比例", "share of Neo4j that one mirror run may delete"),
    "sparql_endpoint": (
        "SPARQL 服务的查询网址；设了就从那里读",
        "the address for queries of a SPARQL store; if set, it is read instead of the home",
    ),
    "sparql_update": (
        "它的更新网址，供 `gaoxin publish` 使用",
        "its address for updates, for `gaoxin publish`",
    ),
    "sparql_graph_store": (
        "它的图存储网址（可不设）",
        "its address of the graph store protocol (optional)",
    ),
    "sparql_username": ("其用户名", "its user name"),
    "sparql_password": ("其密码", "its password"),
    "sparql_token": ("其令牌（代替用户名）", "its token, instead of a user name"),
    "sparql_seconds": (
        "读取或发布的一次请求最长秒数（0 为不限）",
        "seconds that one request may take that reads or publishes (0: no limit)",
    ),
    "jdbc_user": (
        "gaoxin spark load 读数据库（JDBC）的用户名",
        "the user name by which gaoxin spark load reads a database (JDBC)",
    ),
    "jdbc_password": ("其密码", "its password"),
    "neo4j_uri": ("自己的 Neo4j 的地址", "the address of your own Neo4j"),
    "neo4j_username": ("其用户名", "its user name"),
    "neo4j_password": ("其密码", "its password"),
    "neo4j_database": ("其数据库", "its database"),
    "neo4j_browser": ("其 Neo4j Browser 的网址", "the address of its Neo4j Browser"),
    "neo4j_ca": ("其证书的签发者（PEM 文件）", "a PEM file with the certificates to trust"),
    "service_hosts": (
        "服务另外接受的主机名（逗号分隔，* 为全部）",
        "further host names that the service answers to (commas; *: all)",
    ),
    "service_origins": (
        "可从浏览器调用服务的其他网站（逗号分隔）",
        "other web sites that may call the service from a browser (commas)",
    ),
    "service_connections": ("服务同时最多连接数", "connections to the service at a time"),
    "service_header_seconds": (
        "请求头最长接收秒数",
        "seconds in which the head of a request must arrive",
    ),
    "service_body_seconds": (
        "请求体最长接收秒数",
        "seconds in which the body of a request must arrive",
    ),
    "service_send_seconds": (
        "客户端停止接收时最多等几秒",
        "seconds that the service waits for a client that takes nothing",
    ),
    "service_idle_seconds": (
        "空闲连接保留秒数",
        "seconds that a connection is kept without a request",
    ),
    "service_stop_seconds": (
        "停止时最多等请求几秒",
        "seconds that requests in hand have when the service stops",
    ),
    "service_max_address": (
        "请求地址最多字节数",
        "bytes that the address of a request may have",
    ),
    "service_max_headers": (
        "请求头最多字节数",
        "bytes that the header fields of a request may have",
    ),
    "service_max_body": ("请求体最多字节数", "bytes that the body of a request may have"),
    "service_sparql_workers": (
        "同时运行几个 SPARQL 查询",
        "how many SPARQL queries run at the same time",
    ),
    "service_workers": (
        "回答查阅请求的进程数",
        "processes that answer lookups",
    ),
    "service_memory": (
        "一个查阅进程最多另用多少内存（字节）",
        "bytes of memory that a process for lookups may take beyond its start",
    ),
    "service_waiting": (
        "最多多少个请求排队",
        "requests that may wait for a process",
    ),
    "service_log": (
        "服务日志记什么：requests、queries（含所问内容）或 errors",
        "what the service logs: requests, queries (with what was asked) or errors",
    ),
    "service_review": (
        "没有令牌时可否在网页上审核文章：yes 或 no",
        "whether articles may be reviewed on pages without a token: yes or no",
    ),
    "service_load_seconds": (
        "从网页载入一篇文章最长秒数",
        "seconds that loading an article from its page may take",
    ),
}
