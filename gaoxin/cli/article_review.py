"""``gaoxin review`` for articles: list them, walk through one, load what is settled, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin.cli.answers import print_answer
from gaoxin.cli.terminal import tell
from gaoxin.errors import BadUsage, UnresolvedName
from gaoxin.language import counted, say
from gaoxin.model import Answer

if TYPE_CHECKING:
    from gaoxin.extraction.decisions.kept_articles import KeptArticle
    from gaoxin.extraction.decisions.review import Review
    from gaoxin.settings import Settings

_COLUMNS = ("article", "title", "date", "waiting", "sure", "settled", "total", "generation")
_FACT_COLUMNS = ("fact", "state", "confidence", "paragraph", "evidence", "id")


def list_articles(settings: Settings, form: str | None) -> None:
    """Print the kept articles with what waits in each."""
    from gaoxin.extraction.decisions.article_summaries import article_summaries
    from gaoxin.extraction.decisions.kept_articles import SHOWN
    from gaoxin.extraction.decisions.load_reviewed import last_load

    rows = []
    kept = article_summaries(settings.home)
    for one in kept.articles:
        load = last_load(settings.home, one.key)
        rows.append(
            {
                "article": one.key[:SHOWN],
                "title": one.title,
                "date": one.date,
                **{name: one.counts[name] for name in ("waiting", "sure", "settled", "total")},
                "generation": (load.generation if load else 0) or None,
            }
        )
    none = say(
        "还没有读过文章；gaoxin load --article 文章.docx 读一篇。",
        "No article was read yet; gaoxin load --article ARTICLE.docx reads one.",
    )
    answer = Answer(list(_COLUMNS), rows, notes=_damaged(kept.damaged))
    print_answer(answer, form, None, text=None if rows else lambda: none + "\n")


def _damaged(keys: list[str]) -> list[str]:
    from gaoxin.extraction.decisions.kept_articles import SHOWN

    if not keys:
        return []
    told = say("、", ", ").join(key[:SHOWN] for key in keys)
    return [
        say(
            f"这些文章的文件已损坏：{told}；请再次载入它们（gaoxin load --article 文章.docx）。",
            f"The files of these articles are damaged: {told}; load them again (gaoxin load "
            "--article ARTICLE.docx).",
        )
    ]


def review_article(
    settings: Settings, named: str, *, asks: bool, loads: bool, form: str | None
) -> None:
    """Ask about the facts of an article that wait, or list them; then load what is settled."""
    kept = article_named(settings, named)
    if asks:
        _walk(settings, kept)
    elif not loads:
        _list_facts(settings, kept, form)
    if loads:
        _load(settings, kept)


def article_named(settings: Settings, named: str) -> KeptArticle:
    """The article with this key, or of this file, which is read if it was not yet."""
    from gaoxin.extraction.decisions.kept_articles import keep_article, kept_article

    path = Path(named)
    if not path.is_file():
        return kept_article(settings.home, named)
    from gaoxin.extraction.extract import extract
    from gaoxin.extraction.reading.read_article import read_article
    from gaoxin.extraction.resources import load_resources

    article = read_article(path)
    try:
        return kept_article(settings.home, article.key)
    except UnresolvedName:
        extraction = extract(article, load_resources(settings))
        source = {"title": article.title or path.stem, "date": article.date}
        return kept_article(settings.home, keep_article(settings.home, extraction, source))


def _review(settings: Settings, kept: KeptArticle) -> Review:
    from gaoxin.extraction.decisions.decision_log import read_decisions
    from gaoxin.extraction.decisions.review import Review

    return Review(kept.extraction, read_decisions(settings.home, kept.key))


def _walk(settings: Settings, kept: KeptArticle) -> None:
    from gaoxin.cli.article_questions import ArticleWalk
    from gaoxin.extraction.decisions.kept_articles import SHOWN
    from gaoxin.graph.store.store import Store

    walk = ArticleWalk(settings, kept, Store(settings).read())
    tell(kept.title)
    walk.run()
    counts = walk.review.counts
    short = kept.key[:SHOWN]
    tell(
        say(
            f"记下 {walk.decided} 个决定；已定 {counts['settled']}/{counts['total']}。"
            f"载入已定的：gaoxin review --article {short} --load",
            f"Kept {counted(walk.decided, 'decision')}; {counts['settled']} of {counts['total']} "
            f"facts are settled. To load those: gaoxin review --article {short} --load",
        )
    )


def _list_facts(settings: Settings, kept: KeptArticle, form: str | None) -> None:
    from gaoxin.extraction.decisions.fact_words import sentence, state_word

    review = _review(settings, kept)
    rows = [
        {
            "fact": sentence(fact.fact),
            "state": state_word(fact.state),
            "confidence": round(fact.confidence, 2),
            "paragraph": review.article.paragraph_number(fact.fact.evidence.start),
            "evidence": fact.fact.evidence.of(review.article.text),
            "id": fact.ident,
        }
        for fact in review.facts
    ]
    print_answer(Answer(list(_FACT_COLUMNS), rows), form, None)


def _load(settings: Settings, kept: KeptArticle) -> None:
    from gaoxin.cli.progress import ProgressLine
    from gaoxin.extraction.decisions.load_reviewed import last_load, load_reviewed
    from gaoxin.extraction.decisions.running_loads import load_of

    with load_of(settings.home, kept.key), ProgressLine() as progress:
        report = load_reviewed(settings, kept.key, progress)
    done = last_load(settings.home, kept.key)
    facts = done.facts if done else 0
    tell(
        say(
            f"已载入「{kept.title}」的 {facts} 条事实；第 {report.generation} 代。",
            f"Loaded {counted(facts, 'fact')} of {kept.title!r}; generation {report.generation}.",
        )
    )


def export_labels(settings: Settings, output: Path) -> None:
    """Write the decisions about all articles as training data."""
    from gaoxin.extraction.decisions.article_table import written
    from gaoxin.extraction.decisions.kept_articles import kept_articles
    from gaoxin.extraction.decisions.training_rows import LABEL_COLUMNS, label_rows
    from gaoxin.files import write_whole

    if output.suffix.lower() != ".csv":
        raise BadUsage(f"{output} 须以 .csv 结尾。", f"{output} must end with .csv.")
    rows = [
        row
        for kept in sorted(kept_articles(settings.home), key=lambda kept: kept.key)
        for row in label_rows(_review(settings, kept))
    ]
    write_whole(output, written(LABEL_COLUMNS, rows))
    texts = len({row["sha256"] for row in rows})
    tell(
        say(
            f"已写入 {output}：{texts} 篇文章的 {len(rows)} 条事实；"
            "用位置和散列值指原文，不含原文。",
            f"Wrote {output}: {counted(len(rows), 'fact')} of {counted(texts, 'article')}, by "
            "places and hashes of the texts, without the texts.",
        )
    )


def write_facts(settings: Settings, named: str, output: Path) -> None:
    """Write the facts of an article as a workbook to be filled in."""
    from gaoxin.extraction.decisions.facts_workbook import facts_workbook
    from gaoxin.extraction.decisions.kept_articles import SHOWN
    from gaoxin.files import write_whole
    from gaoxin.graph.store.store import Store
    from gaoxin.shell_words import shell_command

    if output.suffix.lower() != ".xlsx":
        raise BadUsage(f"{output} 须以 .xlsx 结尾。", f"{output} must end with .xlsx.")
    kept = article_named(settings, named)
    review = _review(settings, kept)
    write_whole(output, facts_workbook(review, Store(settings).read()))
    short = kept.key[:SHOWN]
    command = shell_command("gaoxin", "review", "--article", short, str(output))
    waiting = review.counts["waiting"]
    tell(
        say(
            f"已写入 {output}：{waiting} 条待定。请填“决定”一列，再运行 {command}",
            f"Wrote {output}: {counted(waiting, 'fact')} to decide. Fill in the column 'decision', "
            f"then run {command}",
        )
    )


def read_facts(settings: Settings, named: str, file: Path) -> None:
    """Keep the decisions in a workbook."""
    from gaoxin.extraction.decisions.deciding import Deciding
    from gaoxin.extraction.decisions.decision_log import record
    from gaoxin.extraction.decisions.facts_workbook import decisions_in_workbook
    from gaoxin.extraction.decisions.kept_articles import SHOWN
    from gaoxin.graph.store.store import Store

    kept = article_named(settings, named)
    deciding = Deciding(_review(settings, kept), Store(settings).read())
    found = decisions_in_workbook(file, deciding)
    if not found:
        tell(say("没有新的决定。", "Nothing was decided."))
        return
    record(settings.home, kept.key, found)
    counts = _review(settings, kept).counts
    short = kept.key[:SHOWN]
    tell(
        say(
            f"记下 {len(found)} 个决定；已定 {counts['settled']}/{counts['total']}。"
            f"载入已定的：gaoxin review --article {short} --load",
            f"Kept {counted(len(found), 'decision')}; {counts['settled']} of {counts['total']} "
            f"facts are settled. To load those: gaoxin review --article {short} --load",
        )
    )
