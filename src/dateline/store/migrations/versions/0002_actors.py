"""Who is who: actors, the offices they held, their mentions, and the places that articles name."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _in_article() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["article_id"], ["article.article_id"], ondelete="CASCADE", initially="DEFERRED", deferrable=True
    )


def _of_actor() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["actor_id"], ["actor.actor_id"], initially="DEFERRED", deferrable=True)


def upgrade() -> None:
    """Make the tables; the stage ``read`` fills them."""
    op.create_table(
        "actor",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("actor_by_country", "actor", ["country"], unique=False)
    op.create_table(
        "actor_role",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.Column("known", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        _of_actor(),
        sa.PrimaryKeyConstraint("actor_id", "role", "country", "since", "until"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "actor_mention",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start", _NUMBER, nullable=False),
        sa.Column("end", _NUMBER, nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        _in_article(),
        _of_actor(),
        sa.PrimaryKeyConstraint("article_id", "start", "end", "actor_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("actor_mention_by_actor_id", "actor_mention", ["actor_id"], unique=False)
    op.create_table(
        "place_mention",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("start", _NUMBER, nullable=False),
        sa.Column("end", _NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("geonames", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        _in_article(),
        sa.PrimaryKeyConstraint("article_id", "start", "end"),
        sqlite_with_rowid=False,
    )
    op.create_index("place_mention_by_country", "place_mention", ["country"], unique=False)
