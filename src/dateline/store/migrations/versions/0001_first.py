"""The first schema: articles and where they were met, what was read in them, the trail of runs, full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SEARCH = (
    """
    CREATE VIRTUAL TABLE article_search USING fts5(
      title, text, content='article', content_rowid='search_id', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    """
    CREATE TRIGGER article_search_insert AFTER INSERT ON article BEGIN
      INSERT INTO article_search(rowid, title, text) VALUES (new.search_id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN
      INSERT INTO article_search(article_search, rowid, title, text)
      VALUES ('delete', old.search_id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER article_search_update AFTER UPDATE OF title, text ON article
    WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
      INSERT INTO article_search(article_search, rowid, title, text)
      VALUES ('delete', old.search_id, old.title, old.text);
      INSERT INTO article_search(rowid, title, text) VALUES (new.search_id, new.title, new.text);
    END
    """,
)


def upgrade() -> None:
    """Make every table of the first schema."""
    op.create_table(
        "article",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("wire_given", sa.Text(), nullable=True),
        sa.Column("signals", sa.Text(), nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("published_basis", sa.Text(), nullable=True),
        sa.Column("published_evidence", sa.Text(), nullable=True),
        sa.Column("published_candidates", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("modified", sa.Date(), nullable=True),
        sa.Column("dateline", sa.Text(), nullable=True),
        sa.Column("wire", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("search_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("article_id"),
        sa.UniqueConstraint("search_id"),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "kept_stage",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("stage"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stage", "key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("command", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=True),
        sa.Column("stages", sa.Text(), nullable=True),
        sa.Column("started", sa.Text(), nullable=True),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.Column("counts", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("run_id"),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "skipped",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("source", "reason", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_index("skipped_by_stage", "skipped", ["stage"], unique=False)
    op.create_table(
        "article_source",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("authors", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("wire", sa.Text(), nullable=True),
        sa.Column("signals", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("source", "digest"),
        sqlite_with_rowid=False,
    )
    op.create_index("article_source_by_article_id", "article_source", ["article_id"], unique=False)
    op.create_table(
        "block",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("marks", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("article_id", "start", "end", "stage"),
        sqlite_with_rowid=False,
    )
    op.create_index("block_by_key", "block", ["key"], unique=False)
    op.create_table(
        "change",
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("table", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("change_id"),
        sqlite_with_rowid=True,
    )
    op.create_index("change_by_id_field", "change", ["id", "field"], unique=False)
    op.create_index("change_by_run_id", "change", ["run_id"], unique=False)
    op.create_table(
        "line",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=True),
        sa.Column("prose", sa.Boolean(), nullable=True),
        sa.Column("edge", sa.Boolean(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("article_id", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index("line_by_line", "line", ["line"], unique=False)
    op.create_table(
        "sentence",
        sa.Column("sentence_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("sentence_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("sentence_by_article_id", "sentence", ["article_id"], unique=False)
    op.create_table(
        "time_expression",
        sa.Column("time_id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=True),
        sa.Column("sentence_id", sa.Text(), nullable=True),
        sa.Column("start", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("end", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("anchor_kind", sa.Text(), nullable=True),
        sa.Column("anchor_time_id", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.sentence_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("time_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("time_expression_by_article_id", "time_expression", ["article_id"], unique=False)
    op.create_index("time_expression_by_earliest", "time_expression", ["earliest"], unique=False)
    for statement in _SEARCH:
        op.execute(statement)
