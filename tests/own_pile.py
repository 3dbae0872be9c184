"""A pile about people whom only a user's table knows, the table, and settings that name it."""

from pathlib import Path

ARTICLE = """Round {number} of the ferry talks

OSLO, March {number}, 2031 (Meridian) - Ada Kern met Chinese Foreign Minister Wang Yi in Oslo on {number} March 2031.

Norway's foreign minister said that the NSFB would open a line. Kern thanked the Ferry Board.
"""
ACTORS = """id,name,aliases,kind,country,sector,role,since,until
kern,Ada Kern,,person,NOR,LEG,Member for Bergen,2027,2031-03-02
kern,,,,NOR,GOV,foreign minister,2031-03-03,
board,North Sea Ferry Board,NSFB | Ferry Board,organisation,NOR,BUS,,,
"""
OTHERS = ACTORS.replace("NOR,BUS", "DNK,NGO").replace("Bergen", "Oslo").replace("2031-03-02", "2031-03-01")


def make_files(folder: Path) -> list[Path]:
    """Write five articles into a folder, one a day from 1 March 2031 on; return their files."""
    folder.mkdir(exist_ok=True)
    files = [folder / f"{number}.txt" for number in range(1, 6)]
    for number, path in enumerate(files, start=1):
        path.write_text(ARTICLE.format(number=number), "utf-8")
    return files


def make_settings(folder: Path, table: str = ACTORS, more: str = "") -> Path:
    """Write a table, and settings that name it, into a folder; return the settings' file."""
    folder.mkdir(exist_ok=True)
    (folder / "mine.csv").write_text(table, "utf-8")
    (folder / "dateline.toml").write_text(f'{more}\n[codebook]\nactors = ["mine.csv"]\n', "utf-8")
    return folder / "dateline.toml"
