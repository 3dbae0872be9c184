"""Bad input never stops an ``add``: of a thousand hostile files each is read or listed, and so is a good one."""

from pathlib import Path

import dateline
from dateline.store.sources import source_name
from store.hostile import write_pile

FILES = 1_000
GOOD = "Envoys of Veldria and Osmar met in Ostrava on 3 March 2031 and will meet again, the ministry said."


def test_of_a_thousand_hostile_files_each_is_read_or_listed(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    folder.mkdir()
    write_pile(folder, FILES)
    (folder / "zz-good.txt").write_text(GOOD, "utf-8")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        counts = record.add(folder, cores=2)
        findings = record.check()
        known = {row["source"].partition("#")[0] for row in record.skipped()}
        good = list(record.search('"Veldria and Osmar met in Ostrava"'))
        with record._database.transaction() as connection:
            met = connection.exec_driver_sql("SELECT source FROM article_source").scalars().all()
    known |= {source.partition("#")[0] for source in met}
    assert findings.wrong == ()
    assert len(good) == 1
    assert counts["new"] > 0
    assert counts["skipped"] > 0
    files = [path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()]
    unseen = {
        source_name(path) for path in files if not any(source_name(path) == s or s in source_name(path) for s in known)
    }
    assert len(files) > FILES
    assert not unseen
